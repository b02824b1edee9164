import { OctagonAlert } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { errorWords } from './error-words.ts';
import { shownError } from './shell-state.ts';
import { useStore } from './store.ts';

/** The failed step, in four lines: what happened, to what, what was kept, what to do. */
export function ErrorDialog() {
  const shown = useStore(shownError, (state) => state.shown);
  const [copied, setCopied] = useState(false);
  if (!shown) return null;
  const words = errorWords(shown.error);
  const affected = shown.affected ?? words.affected;
  const close = (): void => {
    setCopied(false);
    shownError.set({ shown: null });
  };
  const copy = (): void => {
    void navigator.clipboard.writeText(words.details).then(() => setCopied(true));
  };
  return (
    <Dialog
      key={words.details}
      icon={<OctagonAlert size={24} strokeWidth={1.75} color="var(--warn)" aria-hidden />}
      title={shown.title ?? words.title}
      onClose={close}
      footerStart={
        <Button look="link" onClick={copy}>
          {copied ? t('ui.copied') : t('ui.copyDetails')}
        </Button>
      }
      footer={
        <>
          <Button
            large
            onClick={close}
            {...(shown.actions?.length ? {} : { 'data-default': true })}
          >
            {t('ui.close')}
          </Button>
          {shown.actions?.map((action, index) => (
            <Button
              key={action.label}
              large
              look={action.primary ? 'primary' : 'default'}
              {...(index === (shown.actions?.length ?? 0) - 1 ? { 'data-default': true } : {})}
              onClick={() => {
                close();
                action.run();
              }}
            >
              {action.label}
            </Button>
          ))}
        </>
      }
    >
      <dl className="m-facts">
        {affected ? (
          <>
            <dt>{t('ui.affected')}</dt>
            <dd>{affected}</dd>
          </>
        ) : null}
        {(shown.kept ?? words.kept) ? (
          <>
            <dt>{t('ui.kept')}</dt>
            <dd>{shown.kept ?? words.kept}</dd>
          </>
        ) : null}
        <dt>{t('ui.remedy')}</dt>
        <dd>{shown.remedy ?? words.remedy}</dd>
      </dl>
    </Dialog>
  );
}
