import { BookOpenText } from 'lucide-react';
import { goTo } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';

/** What stands on the desk where the range holds nothing that can be bound. */
export function NothingToBind(props: {
  readonly inbox: number;
  readonly hasFiled: boolean;
  readonly onRange: () => void;
}): React.ReactElement {
  return (
    <Empty
      icon={<BookOpenText size={32} strokeWidth={1.5} aria-hidden />}
      title={t('binder.emptyTitle')}
      actions={
        <>
          {props.hasFiled && <Button onClick={props.onRange}>{t('binder.changeRange')}</Button>}
          {(props.inbox > 0 || !props.hasFiled) && (
            <Button onClick={() => goTo('inbox')}>{t('binder.toInbox')}</Button>
          )}
        </>
      }
    >
      <p>{t(props.hasFiled ? 'binder.emptyBody' : 'binder.emptyArchive')}</p>
    </Empty>
  );
}
