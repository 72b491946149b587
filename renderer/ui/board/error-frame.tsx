import { Component, type ReactNode } from 'react';

interface ErrorFrameProps {
  /** Another value draws what is inside anew. */
  readonly of: unknown;
  /** Drawn in its place after it failed; `again` tries once more. */
  readonly broken: (again: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface Failed {
  readonly of: unknown;
}

/** What breaks inside stays inside: everything around it goes on. */
export class ErrorFrame extends Component<ErrorFrameProps, { readonly failed: Failed | null }> {
  override state: { readonly failed: Failed | null } = { failed: null };

  static getDerivedStateFromError(): { readonly failed: Failed } {
    return { failed: { of: UNSET } };
  }

  static getDerivedStateFromProps(
    { of }: ErrorFrameProps,
    { failed }: { readonly failed: Failed | null },
  ): { readonly failed: Failed | null } {
    if (failed === null) return { failed };
    if (failed.of === UNSET) return { failed: { of } };
    return { failed: failed.of === of ? failed : null };
  }

  override render(): ReactNode {
    return this.state.failed === null ? this.props.children : this.props.broken(() => this.setState({ failed: null }));
  }
}

/** It has failed, and what it was drawn for is noted with the next drawing. */
const UNSET = Symbol('unset');
