import { Archive, FolderOpen, Plus } from 'lucide-react';
import type { DocumentFilter, DocumentId, QueryPart } from '../../main/contract/index.ts';
import { errorWords } from '../app/error-words.ts';
import { goTo, shell } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { SearchEmpty } from '../search/search-empty.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { iconProps } from '../ui/marks.tsx';

interface LibraryEmptyProps {
  readonly text: string;
  readonly understood: readonly QueryPart[];
  readonly filter: DocumentFilter;
  readonly scopeName: string | null;
  /** Filed documents without the narrowing. */
  readonly filed: number;
  /** The document shown beside. */
  readonly document: DocumentId | null;
  readonly inbox: number;
  readonly canChange: boolean;
  readonly error: unknown;
  readonly onWiden: () => void;
  readonly onRetry: () => void;
  /** Shows a document that is nearly found. */
  readonly onAside: (id: DocumentId) => void;
  readonly onOpen: () => void;
}

/** What stands where the list has no rows: why, and what to do. */
export function LibraryEmpty(props: LibraryEmptyProps): React.ReactElement {
  const { text, scopeName, filed, inbox } = props;
  if (props.error) {
    return (
      <Empty
        small
        title={t('catalog.failed')}
        actions={<Button onClick={props.onRetry}>{t('catalog.retry')}</Button>}
      >
        <p>{errorWords(props.error).title}</p>
      </Empty>
    );
  }
  if (text !== '') {
    return (
      <SearchEmpty
        text={text}
        understood={props.understood}
        scopeName={scopeName}
        filter={props.filter}
        document={props.document}
        onWiden={props.onWiden}
        onAside={props.onAside}
        onOpen={props.onOpen}
      />
    );
  }
  if (scopeName !== null) {
    return (
      <Empty
        small
        icon={<FolderOpen size={22} strokeWidth={1.75} aria-hidden />}
        title={t('catalog.scopeEmptyTitle')}
        actions={filed > 0 && <Button onClick={props.onWiden}>{t('catalog.showAll')}</Button>}
      >
        <p>{t('catalog.scopeEmptyBody', { name: scopeName })}</p>
      </Empty>
    );
  }
  return (
    <Empty
      icon={<Archive size={32} strokeWidth={1.5} aria-hidden />}
      title={t('catalog.emptyTitle')}
      actions={
        <>
          {inbox > 0 && (
            <Button look="primary" large onClick={() => goTo('inbox')}>
              {t('catalog.toInbox')}
            </Button>
          )}
          {props.canChange && (
            <Button
              large
              look={inbox > 0 ? 'default' : 'primary'}
              icon={<Plus {...iconProps} />}
              keys="Ctrl+I"
              onClick={() => shell.set({ dialog: 'import' })}
            >
              {t('catalog.importFiles')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('catalog.emptyBody')}</p>
      {inbox > 0 && <p>{t('catalog.emptyInbox', { count: inbox })}</p>}
      <p className="catalog-empty-example">
        {t('catalog.emptyExample')}
        <span>{t('catalog.emptyExamplePath')}</span>
      </p>
    </Empty>
  );
}
