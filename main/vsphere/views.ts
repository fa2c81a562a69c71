import type { ManagedObjectReference } from './managed-object-reference.ts';
import { CLEAN_UP_MS } from './property-pages.ts';
import { fromSoapReference, soapReference, type VimSession } from './session.ts';

/** A container view: a server object of the session that lists everything of some types below a container. */
export class ContainerView {
  readonly ref: ManagedObjectReference;
  readonly #session: VimSession;
  readonly #generation: number;

  private constructor(session: VimSession, ref: ManagedObjectReference) {
    this.#session = session;
    this.#generation = session.generation;
    this.ref = ref;
  }

  static async create(
    session: VimSession,
    container: ManagedObjectReference,
    types: string | readonly string[],
    signal?: AbortSignal,
  ): Promise<ContainerView> {
    const args = { container: soapReference(container), type: [types].flat(), recursive: true };
    const { returnval } = await session.call('CreateContainerView', session.viewManager, args, signal);
    return new ContainerView(session, fromSoapReference(returnval, 'the created view'));
  }

  /** Destroys the view at the server. A view of an ended session is gone already. Never throws: it is clean-up. */
  async destroy(): Promise<void> {
    if (this.#generation !== this.#session.generation) return;
    try {
      await this.#session.call('DestroyView', this.ref, {}, AbortSignal.timeout(CLEAN_UP_MS));
    } catch {
      // The logout that follows every collection frees it for certain.
    }
  }
}
