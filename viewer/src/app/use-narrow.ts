/** Whether the page is too narrow for panels beside the room. */
import { useSyncExternalStore } from 'react';

/** The same bound as in layout.css. */
const query = '(max-width: 899px)';

function listen(changed: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

/** True below the width at which everything stands in one column. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => matchMedia(query).matches);
}
