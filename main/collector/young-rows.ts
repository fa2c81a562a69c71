import { setFlagsFromString } from 'node:v8';

/**
 * Keeps rows in the young generation until they really outlive it. V8 watches the first few pages, whose rows survive
 * whatever collection falls into the middle of them, and from then on allocates rows in the old generation straight away;
 * there they die by the megabyte, where only full collections find them. Process-wide, like every V8 flag.
 */
export function keepRowsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
