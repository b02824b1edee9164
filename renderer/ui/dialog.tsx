import { ConfigProvider } from 'antd';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { t } from '../i18n/index.ts';

interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the default one last; give it `data-default` to focus it. */
  readonly footer?: ReactNode;
  /** At the left of the footer: 复制详情, a count. */
  readonly footerStart?: ReactNode;
  readonly icon?: ReactNode;
  readonly onClose: () => void;
  /** Pixels; decisions stay at 600 or below. */
  readonly width?: number;
  readonly className?: string;
}

/**
 * A modal question. The browser keeps the focus inside, closes it with Escape and gives the focus
 * back; Ant Design's menus open within it.
 */
export function Dialog(props: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open) return;
    const before = document.activeElement;
    dialog.showModal();
    const first =
      dialog.querySelector<HTMLElement>('[data-autofocus] input, input[data-autofocus]') ??
      dialog.querySelector<HTMLElement>('[data-default]');
    first?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className={props.className ? `m-dialog ${props.className}` : 'm-dialog'}
      style={{ width: props.width ?? 600 }}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== element.current) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <ConfigProvider getPopupContainer={() => element.current ?? document.body}>
        <div className="m-dialog-head">
          {props.icon}
          <h2 id={titleId}>{props.title}</h2>
        </div>
        <div className={props.icon ? 'm-dialog-body m-dialog-indent' : 'm-dialog-body'}>
          {props.children}
        </div>
        {props.footer ? (
          <div className="m-dialog-foot">
            <div className="m-dialog-foot-start">{props.footerStart}</div>
            {props.footer}
          </div>
        ) : null}
      </ConfigProvider>
    </dialog>
  );
}

/** A yes-or-no question; `danger` makes the yes red and puts the focus on No. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly yes: string;
  readonly no?: string;
  readonly disabled?: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
  readonly width?: number;
}) {
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      width={props.width ?? 480}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {props.no ?? t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            data-default
            disabled={props.disabled ?? false}
            onClick={props.onYes}
          >
            {props.yes}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
