import { type DataObject, data } from '../model/data-object.ts';
import type { HostFacts } from './host-facts.ts';

/** What a host says it runs; repeated in its summary and in its configuration. */
export function productInfo(): DataObject<HostFacts> {
  return data<HostFacts>('AboutInfo', {
    name: 'VMware ESXi',
    fullName: ({ product }) => `VMware ESXi ${product.version} build-${product.build}`,
    vendor: 'VMware, Inc.',
    version: ({ product }) => product.version,
    build: ({ product }) => product.build,
    localeVersion: 'INTL',
    localeBuild: '000',
    osType: 'vmnix-x86',
    productLineId: 'embeddedEsx',
    apiType: 'HostAgent',
    apiVersion: ({ product }) => `${product.version}.0`,
    licenseProductName: 'VMware ESX Server',
    licenseProductVersion: ({ product }) => `${product.version.split('.', 1)[0]}.0`,
  });
}
