import type { HostFacts } from './host-facts.ts';

/** A numbered part of a host, such as an adapter. */
export interface Part {
  readonly host: HostFacts;
  readonly number: number;
}

/** The first `count` parts of a host. */
export const parts = (host: HostFacts, count: number): readonly Part[] =>
  Array.from({ length: count }, (_, number) => ({ host, number }));
