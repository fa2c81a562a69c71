import { HeapsphereError } from '../../shared/errors.ts';

/** Why a file could not be written, naming it. */
export function writeFailure(path: string, cause: unknown): HeapsphereError {
  if (cause instanceof HeapsphereError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HeapsphereError(
    {
      code: 'internal',
      message: `The file ${path} cannot be written: ${reason}.`,
      action: 'Check that its folder exists, that you may write there, and that the disk has room.',
    },
    { cause },
  );
}
