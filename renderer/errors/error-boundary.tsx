import { Button } from '@blueprintjs/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { CopyDetails } from './copy-details.tsx';
import type { ShownError } from './error-details.ts';

interface BoundaryProps {
  /** What is drawn inside: another one is drawn anew. */
  readonly of: string;
  readonly children: ReactNode;
}

/** A screen that cannot be drawn says so in its place; the others, and what runs in main, go on. */
export class ErrorBoundary extends Component<BoundaryProps, { readonly error: ShownError | undefined }> {
  override state: { readonly error: ShownError | undefined } = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): { readonly error: ShownError } {
    const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return {
      error: {
        code: 'internal',
        message: `This screen could not be drawn: ${reason.replace(/\.$/, '')}.`,
        action: 'Draw it again; if that does not help, report it with its details. Collections go on.',
      },
    };
  }

  override componentDidCatch(thrown: unknown, info: ErrorInfo): void {
    console.error(thrown, info.componentStack);
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.of !== this.props.of && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div role="alert" className="hs-screen-failure">
        <EmptyState title={error.message} detail={error.action}>
          <Button size="small" text="Draw it again" onClick={() => this.setState({ error: undefined })} />{' '}
          <CopyDetails error={error} />
        </EmptyState>
      </div>
    );
  }
}
