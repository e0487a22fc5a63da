/** Whether something asked of the engine has not been answered yet. */
import { useState } from 'react';

/** The flag, and a function that holds it up while a promise is pending. */
export function useBusy(): [boolean, (work: Promise<unknown>) => void] {
  const [pending, setPending] = useState(0);
  const during = (work: Promise<unknown>): void => {
    setPending((count) => count + 1);
    void work.finally(() => setPending((count) => count - 1));
  };
  return [pending > 0, during];
}
