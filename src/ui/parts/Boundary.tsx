import { Component, type ReactNode } from 'react';

interface Props {
  /** In a sentence: "The section Curves". */
  what: string;
  children: ReactNode;
}

/** Where a part of the page fails, the rest stays, and the part says what happened. */
export class Boundary extends Component<Props, { failure: string | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(error: unknown): { failure: string } {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div className="notice bad" role="alert">
        <p>
          <strong>
            {this.props.what} could not be shown: {failure}
          </strong>{' '}
          The rest of the page goes on.
        </p>
        <button type="button" onClick={() => this.setState({ failure: null })}>
          Try again
        </button>
      </div>
    );
  }
}
