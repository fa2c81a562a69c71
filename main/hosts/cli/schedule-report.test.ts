import { describe, expect, it } from 'vitest';
import type { CollectedSummary, ScheduleEvent } from '../../open-schedule.ts';
import { eventLine, eventRecord } from './schedule-report.ts';

const AT = new Date('2026-11-27T10:15:03.250Z');
const JOB = {
  vcenter: { name: 'x', label: 'vc.example:443' },
  id: 'x:1',
  dueAt: Date.parse('2026-11-27T10:15:00Z'),
  attempt: 2,
};
const ERROR = { code: 'cannot-connect', message: 'It is away.', action: 'Wait.' } as const;
const SUMMARY: CollectedSummary = {
  rows: 12_345,
  seconds: 4.2,
  requests: 60,
  read: ['VirtualMachine'],
  fromCache: ['HostSystem', 'Folder'],
  changes: { VirtualMachine: { added: 1, removed: 0, changed: 20 }, HostSystem: { added: 1, removed: 0, changed: 0 } },
  missing: 3,
};
const line = (event: ScheduleEvent<CollectedSummary>) => eventLine(event, AT);

describe('what a scheduled collector tells', () => {
  it('is a line for people', () => {
    expect(line({ event: 'collected', job: JOB, summary: SUMMARY })).toBe(
      '2026-11-27T10:15:03Z vc.example:443: 12,345 rows in 4.2 s, 2 added, 20 changed, 2 kinds as others had read them, 3 things missing',
    );
    expect(line({ event: 'started', job: JOB })).toMatch(/started, try 2$/);
    expect(line({ event: 'started', job: { ...JOB, attempt: 1 } })).toMatch(/started$/);
    expect(line({ event: 'failed', job: JOB, error: ERROR, again: true })).toMatch(
      /It is away\. Wait\. It is tried again/,
    );
    expect(line({ event: 'failed', job: JOB, error: ERROR, again: false })).toMatch(/Given up until it is due again/);
    expect(line({ event: 'ready', vcenters: ['a', 'b'], everySeconds: 900 })).toMatch(/Collecting a, b every 15 min/);
  });

  it('is an object for scripts, with ISO times and without what names the queue', () => {
    expect(eventRecord({ event: 'collected', job: JOB, summary: SUMMARY }, AT)).toEqual({
      at: '2026-11-27T10:15:03.250Z',
      event: 'collected',
      vcenter: 'vc.example:443',
      due: '2026-11-27T10:15:00.000Z',
      attempt: 2,
      ...SUMMARY,
    });
    expect(eventRecord({ event: 'failed', job: JOB, error: ERROR, again: false }, AT)).toMatchObject({
      event: 'failed',
      error: ERROR,
      again: false,
    });
    expect(eventRecord({ event: 'queue-back' }, AT)).toEqual({ at: '2026-11-27T10:15:03.250Z', event: 'queue-back' });
  });
});
