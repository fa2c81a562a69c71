import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTurn, oneAFrame } from './frame.ts';

let frames: (() => void)[];
beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Draws a frame: what asks for one meanwhile waits for the next. */
function draw(): void {
  for (const run of frames.splice(0)) run();
}

it('runs one function in each frame, in the order they were given', () => {
  const ran: string[] = [];
  for (const name of ['heap', 'lanes', 'rss']) oneAFrame(() => void ran.push(name));
  expect(ran).toEqual([]);
  draw();
  expect(ran).toEqual(['heap']);
  oneAFrame(() => void ran.push('heap again'));
  draw();
  draw();
  expect(ran).toEqual(['heap', 'lanes', 'rss']);
  draw();
  expect(ran).toEqual(['heap', 'lanes', 'rss', 'heap again']);
  expect(frames).toEqual([]);
});

it('goes on with the next one where one fails', () => {
  const ran: string[] = [];
  oneAFrame(() => {
    throw new Error('the canvas is gone');
  });
  oneAFrame(() => void ran.push('lanes'));
  expect(draw).toThrow('the canvas is gone');
  draw();
  expect(ran).toEqual(['lanes']);
});

it('does not wait for frames that a hidden window does not draw', () => {
  const ran: string[] = [];
  for (const name of ['heap', 'lanes']) oneAFrame(() => void ran.push(name));
  vi.advanceTimersByTime(250);
  expect(ran).toEqual(['heap']);
  vi.advanceTimersByTime(250);
  expect(ran).toEqual(['heap', 'lanes']);
});

it('has one turn for many requests, and none after its end', () => {
  let ran = 0;
  const turn = inTurn(() => {
    ran += 1;
  });
  turn.request();
  turn.request();
  draw();
  draw();
  expect(ran).toBe(1);
  turn.request();
  draw();
  expect(ran).toBe(2);
  turn.request();
  turn.end();
  draw();
  expect(ran).toBe(2);
});
