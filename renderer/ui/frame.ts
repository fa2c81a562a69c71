/** Longest wait when no frame comes, which is the case while the window is hidden. */
const HIDDEN_PACE_MS = 250;

/** Runs a function in the next animation frame, or a quarter of a second later when the window draws no frames. */
export function nextFrame(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_PACE_MS);
}

const turns: (() => void)[] = [];

function nextTurn(): void {
  const run = turns.shift();
  if (turns.length > 0) nextFrame(nextTurn);
  run?.();
}

/** Runs functions in the order in which they were given, one in each frame: several pictures in one would hold it up. */
export function oneAFrame(run: () => void): void {
  turns.push(run);
  if (turns.length === 1) nextFrame(nextTurn);
}

/** Something that runs in a frame of its own. */
export interface Turn {
  /** Asks for the next turn; many times before it come to one. */
  request(): void;
  /** Gives up the turn that was asked for. */
  end(): void;
}

/** Runs a function in a frame of its own whenever that was asked for, however often. */
export function inTurn(run: () => void): Turn {
  let requested = false;
  let ended = false;
  return {
    request() {
      if (requested) return;
      requested = true;
      oneAFrame(() => {
        requested = false;
        if (!ended) run();
      });
    },
    end() {
      ended = true;
    },
  };
}
