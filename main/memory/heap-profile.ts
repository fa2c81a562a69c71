/** A node of V8's sampling heap profile (HeapProfiler.SamplingHeapProfileNode); positions count from 0. */
export interface HeapProfileNode {
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  /** Bytes allocated here, without those of the children. */
  readonly selfSize: number;
  readonly children: readonly HeapProfileNode[];
}

/** The root of a .heapprofile text, as AllocationRecording gives it. */
export function heapProfileRoot(text: string): HeapProfileNode {
  return (JSON.parse(text) as { readonly head: HeapProfileNode }).head;
}

export function functionName({ callFrame }: HeapProfileNode): string {
  return callFrame.functionName || '(anonymous)';
}
