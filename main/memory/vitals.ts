import type { IsolateReading } from './isolate.ts';
import { LoopDelay } from './loop-delay.ts';

/** What only an isolate itself can tell of its memory and its event loop. */
export type Vitals = Required<Pick<IsolateReading, 'arrayBuffers' | 'loopDelayMs'>>;

/** As often as the recorder samples. */
const INTERVAL_MS = 250;

/** Tells the vitals of this isolate four times a second. @returns its end */
export function tellVitals(tell: (vitals: Vitals) => void): () => void {
  const delay = new LoopDelay();
  const timer = setInterval(() => {
    tell({ arrayBuffers: process.memoryUsage().arrayBuffers, loopDelayMs: delay.take() });
  }, INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.dispose();
  };
}
