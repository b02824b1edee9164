import type { ReactNode } from 'react';

/** What is not here, what to do about it. At most 640 wide. */
export function Empty(props: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** Small: inside a pane. */
  readonly small?: boolean;
}) {
  return (
    <div className={props.small ? 'm-empty m-empty-small' : 'm-empty'}>
      {props.icon ? <div className="m-empty-icon">{props.icon}</div> : null}
      <h2>{props.title}</h2>
      {props.children ? <div className="m-empty-body">{props.children}</div> : null}
      {props.actions ? <div className="m-empty-actions">{props.actions}</div> : null}
    </div>
  );
}
