import { propertyFilterSpec } from '../../main/vsphere/property-pages.ts';
import { VimSession } from '../../main/vsphere/session.ts';
import { ContainerView } from '../../main/vsphere/views.ts';

/**
 * How long a server itself takes for the properties of all its virtual machines in one answer that nobody decodes: what no client
 * can be faster than.
 *
 * @param {{ url: string, user: string, password: string }} vcenter
 * @param {readonly string[] | undefined} paths undefined reads all properties.
 * @returns {Promise<{ firstByteSeconds: number, seconds: number, bytes: number }>} counted from the request.
 */
export async function serverTime({ url, user, password }, paths) {
  const login = { server: url, user, password, trust: /** @type {const} */ ({ mode: 'insecure' }) };
  const session = await VimSession.open({ ...login, timeoutSeconds: 300, userAgent: 'Heapsphere peers' });
  try {
    const view = await ContainerView.create(session, session.rootFolder, 'VirtualMachine');
    const specSet = [propertyFilterSpec(view.ref, 'VirtualMachine', paths)];
    const since = performance.now();
    let firstByteSeconds = 0;
    let bytes = 0;
    const request = { specSet, options: {} };
    for await (const piece of await session.callStreamed('RetrievePropertiesEx', session.propertyCollector, request)) {
      if (bytes === 0) firstByteSeconds = (performance.now() - since) / 1000;
      bytes += piece.byteLength;
    }
    const seconds = (performance.now() - since) / 1000;
    await view.destroy();
    return { firstByteSeconds, seconds, bytes };
  } finally {
    await session.close();
  }
}
