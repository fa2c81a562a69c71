import { planCollection } from '../../main/collector/plan.ts';
import { ObjectDecoder } from '../../main/vsphere/object-decoder.ts';
import { PropertyIndex } from '../../main/vsphere/property-index.ts';
import { propertyFilterSpec } from '../../main/vsphere/property-pages.ts';
import { VimSession } from '../../main/vsphere/session.ts';
import { ContainerView } from '../../main/vsphere/views.ts';

/** @typedef {import('../../main/collector/plan.ts').TypePlan} TypePlan */
/** @typedef {{ plan: TypePlan, answers: readonly (readonly Uint8Array[])[] }} Recording */

const BATCH_SIZE = 50;

/**
 * Reads the virtual machines of a vCenter once and keeps its answers, in the pieces in which they arrived.
 *
 * @param {{ url: string, user: string, password: string }} vcenter
 * @param {boolean} pruning essential attributes only; else all properties.
 * @returns {Promise<Recording>}
 */
export async function recordAnswers({ url, user, password }, pruning) {
  const session = await VimSession.open({
    server: url,
    user,
    password,
    trust: { mode: 'insecure' },
    timeoutSeconds: 120,
    userAgent: 'Heapsphere throughput',
  });
  try {
    const options = /** @type {const} */ ({
      pruning,
      attributes: {},
      types: ['VirtualMachine', 'Template'],
      knows: () => true,
    });
    const [plan] = planCollection(options);
    if (plan === undefined) throw new Error('there is no plan for virtual machines');
    const view = await ContainerView.create(session, session.rootFolder, plan.managedType);
    const specSet = [propertyFilterSpec(view.ref, plan.managedType, plan.paths)];
    const answers = [];
    /** @type {[method: string, args: Record<string, unknown>]} */
    let next = ['RetrievePropertiesEx', { specSet, options: { maxObjects: BATCH_SIZE } }];
    for (;;) {
      const answer = [];
      const decoder = new ObjectDecoder(new PropertyIndex([]));
      for await (const bytes of await session.callStreamed(next[0], session.propertyCollector, next[1])) {
        // Memory of its own: the connection uses its buffers again.
        answer.push(Uint8Array.from(bytes));
        decoder.write(bytes);
      }
      decoder.end();
      answers.push(answer);
      if (decoder.token === undefined) return { plan, answers };
      next = ['ContinueRetrievePropertiesEx', { token: decoder.token }];
    }
  } finally {
    await session.close();
  }
}
