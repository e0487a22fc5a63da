/** Requests that the engine queued and then did not take: told to the person as they appear in the live view. */
import { liveStore } from '../live/store.ts';
import { notify } from './ui-store.ts';

const words = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

/** Shows each new refusal as a notice until the returned function is called. */
export function watchRefusals(): () => void {
  return liveStore.subscribe((state, before) => {
    const { refusal } = state.view;
    // What was refused before this page was opened is no news.
    if (refusal === undefined || before.view.seq < 0 || refusal === before.view.refusal) return;
    if (refusal.atMs === before.view.refusal?.atMs) return;
    notify('refused', `Refused: ${words(refusal.action)}, asked by ${refusal.by}. ${sentence(words(refusal.reason))}`);
  });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
