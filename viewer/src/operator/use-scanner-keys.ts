/** Keeps a scanner's keys where they belong: it types blindly, and ends with Enter. */
import { type RefObject, useEffect } from 'react';
import type { Phase } from './messages.ts';
import { isBusyPhase } from './store.ts';

/** Where letters are meant for themselves. */
const OWN_LETTERS = 'input:not([type="radio"]), select, textarea';

/**
 * The field has the focus when the page opens and after each run. A letter that comes while a button has it goes to the field,
 * so that the Enter behind it presses no button.
 */
export function useScannerKeys(field: RefObject<HTMLInputElement | null>, run: number, phase: Phase | undefined): void {
  // Without a bench the field takes nothing, and no focus either.
  const settled = phase !== undefined && !isBusyPhase(phase);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run that has ended asks for the next scan
  useEffect(() => {
    if (settled) field.current?.focus();
  }, [field, run, settled]);

  useEffect(() => {
    const toField = (event: KeyboardEvent): void => {
      const letter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!letter || !(event.target instanceof Element) || event.target.matches(OWN_LETTERS)) return;
      field.current?.focus();
    };
    addEventListener('keydown', toField, { capture: true });
    return () => removeEventListener('keydown', toField, { capture: true });
  }, [field]);
}
