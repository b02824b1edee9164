const storageName = 'mingce-key';

/**
 * This window's key: what the start address in the fragment is exchanged for, else what the window
 * had before it was reloaded; null where it has neither. The fragment is removed at once, so that
 * it stays in no history.
 */
export async function takeSessionKey(): Promise<string | null> {
  const token = /^#start=([\w-]+)$/.exec(location.hash)?.[1];
  if (token === undefined) return sessionStorage.getItem(storageName);
  history.replaceState(null, '', location.pathname);
  const key = await exchange(token);
  if (key !== null) sessionStorage.setItem(storageName, key);
  return key ?? sessionStorage.getItem(storageName);
}

async function exchange(token: string): Promise<string | null> {
  try {
    const answer = await fetch('./start', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    return answer.ok ? ((await answer.json()) as { key: string }).key : null;
  } catch {
    return null;
  }
}
