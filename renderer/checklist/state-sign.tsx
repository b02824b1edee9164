import type { ItemState } from '../../main/contract/index.ts';
import { stateName } from './words.ts';

/** An item's state by its shape first, then by its colour. `label`: names it for screen readers. */
export function StateSign(props: {
  readonly state: ItemState;
  readonly size?: number;
  readonly label?: boolean;
}): React.ReactElement {
  const { state, size = 14, label = false } = props;
  return (
    <svg
      className={`state-sign state-${state}`}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      {...(label ? { role: 'img', 'aria-label': stateName(state) } : { 'aria-hidden': true })}
    >
      <Shape state={state} />
    </svg>
  );
}

function Shape({ state }: { readonly state: ItemState }): React.ReactElement {
  switch (state) {
    case 'complete':
      return (
        <>
          <rect className="state-fill" x="1" y="1" width="12" height="12" rx="2" />
          <path className="state-cut" d="M3.8 7.2 6.2 9.5 10.4 4.8" />
        </>
      );
    case 'partial':
      return (
        <>
          <rect className="state-line" x="1.75" y="1.75" width="10.5" height="10.5" rx="1.5" />
          <path
            className="state-fill"
            d="M1.75 7h10.5v3.75a1.5 1.5 0 0 1-1.5 1.5h-7.5a1.5 1.5 0 0 1-1.5-1.5z"
          />
        </>
      );
    case 'empty':
      return (
        <rect
          className="state-line"
          x="1.75"
          y="1.75"
          width="10.5"
          height="10.5"
          rx="1.5"
          strokeDasharray="2.6 1.6"
        />
      );
    case 'doubtful':
      return (
        <>
          <path className="state-fill" d="M7 1 13.4 12.6H.6z" />
          <path className="state-cut" d="M7 5v3.6M7 10.3v.9" />
        </>
      );
    case 'review':
      return (
        <>
          <circle className="state-line" cx="7" cy="7" r="5.2" />
          <circle className="state-fill" cx="7" cy="7" r="2.2" />
        </>
      );
    case 'disputed':
      return (
        <>
          <path className="state-line" d="M7 1.2 12.8 7 7 12.8 1.2 7z" />
          <path className="state-line" d="M7 4.4v3M7 8.9v.8" />
        </>
      );
    case 'none':
      return <path className="state-line" d="M3 7h8" />;
  }
}
