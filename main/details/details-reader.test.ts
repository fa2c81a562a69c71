import { describe, expect, it } from 'vitest';
import { HeapsphereError } from '../../shared/errors.ts';
import { type DetailSource, DetailsReader } from './details-reader.ts';

function failure(code: 'not-authenticated' | 'server-fault', fault: string): HeapsphereError {
  return new HeapsphereError({ code, message: 'no', action: '', fault });
}

/** A reader on sources that answer when they are told to. */
function reader(idleMs = 60_000) {
  const opened: string[] = [];
  const closed: string[] = [];
  const asked: string[] = [];
  const answers: (() => Promise<Pick<Awaited<ReturnType<DetailSource['read']>>, 'values' | 'missing'>>)[] = [];
  const subject = new DetailsReader({
    idleMs,
    open: async (collectionId) => {
      opened.push(collectionId);
      return {
        read: (type, id) => {
          asked.push(`${type}:${id}`);
          return (answers.shift() ?? (async () => ({ values: [], missing: [] })))();
        },
        close: async () => void closed.push(collectionId),
      };
    },
  });
  return { subject, opened, closed, asked, answers };
}

describe('DetailsReader', () => {
  it('logs in once for several objects, and asks once for the same one', async () => {
    const { subject, opened, asked } = reader();
    await Promise.all([
      subject.details('c1', 'VirtualMachine:vm-1'),
      subject.details('c1', 'VirtualMachine:vm-1'),
      subject.details('c1', 'Template:vm-2'),
    ]);
    await subject.details('c1', 'VirtualMachine:vm-1');
    expect(opened).toEqual(['c1']);
    expect(asked).toEqual(['VirtualMachine:vm-1', 'VirtualMachine:vm-2', 'VirtualMachine:vm-1']);
    await subject.dispose();
  });

  it('logs out when nobody asks any more, and in again when somebody does', async () => {
    const { subject, opened, closed } = reader(1);
    await subject.details('c1', 'HostSystem:h');
    await expect.poll(() => closed).toEqual(['c1']);
    await subject.details('c1', 'HostSystem:h');
    expect(opened).toEqual(['c1', 'c1']);
    await subject.dispose();
    expect(closed).toEqual(['c1', 'c1']);
    await expect(subject.details('c1', 'HostSystem:h')).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('logs out of a collection that is forgotten, and of no other', async () => {
    const { subject, closed } = reader();
    await subject.details('c1', 'HostSystem:h');
    await subject.details('c2', 'HostSystem:h');
    await subject.forget('c1');
    expect(closed).toEqual(['c1']);
    await subject.forget('c9');
    await subject.dispose();
    expect(closed).toEqual(['c1', 'c2']);
  });

  it('logs in again when the session ended meanwhile, but not twice', async () => {
    const { subject, opened, closed, answers } = reader();
    await subject.details('c1', 'HostSystem:h');
    answers.push(() => Promise.reject(failure('not-authenticated', 'NotAuthenticated')));
    await subject.details('c1', 'HostSystem:h');
    expect(opened).toEqual(['c1', 'c1']);
    expect(closed).toEqual(['c1']);
    const refuse = () => Promise.reject(failure('not-authenticated', 'NotAuthenticated'));
    answers.push(refuse, refuse);
    await expect(subject.details('c1', 'HostSystem:h')).rejects.toMatchObject({ code: 'not-authenticated' });
    await subject.dispose();
  });

  it('says what it means that an object is not known any more', async () => {
    const { subject, answers } = reader();
    answers.push(() => Promise.reject(failure('server-fault', 'ManagedObjectNotFound')));
    await expect(subject.details('c1', 'HostSystem:h')).rejects.toThrow('vCenter does not have this object any more.');
    await subject.dispose();
  });

  it('tries a login that failed anew', async () => {
    let tries = 0;
    const subject = new DetailsReader({
      open: async () => {
        tries += 1;
        if (tries === 1) throw failure('server-fault', 'HostCommunication');
        return { read: async () => ({ values: [], missing: [] }), close: async () => {} };
      },
    });
    await expect(subject.details('c1', 'HostSystem:h')).rejects.toThrow('no');
    await expect(subject.details('c1', 'HostSystem:h')).resolves.toMatchObject({ missing: [] });
    await subject.dispose();
  });
});
