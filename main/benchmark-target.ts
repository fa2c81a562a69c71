import type { BenchmarkTarget } from './benchmark/target.ts';
import type { StartRequest } from './source-opener.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import { proxyFromEnvironment, type ResolveProxy } from './vsphere/environment-proxy.ts';

/** What a benchmark of a source measures. Throws `usage` for a server that is no address. */
export async function benchmarkTarget(
  { source, insecure = false }: Pick<StartRequest, 'source' | 'insecure'>,
  proxyFor: ResolveProxy = environmentProxy,
): Promise<BenchmarkTarget> {
  if (source.kind === 'demo') {
    // Runs are compared with each other: nothing may happen in between.
    const { life: _, ...still } = source;
    return still;
  }
  const url = parseEndpoint(source.server);
  const proxy = source.direct ? undefined : await proxyFor(url);
  return { kind: 'vcenter', label: url.host, source: { ...source, server: url.href }, insecure, proxy };
}

/** Throws `usage` for a proxy in the environment that is none. */
export async function environmentProxy(url: URL): Promise<string | undefined> {
  return proxyFromEnvironment(url, process.env);
}
