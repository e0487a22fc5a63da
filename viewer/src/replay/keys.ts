/** Keys of the replay, wherever the focus is, unless it is where the same keys mean something else. */
import { useEffect } from 'react';
import { nextViolationUs } from './around.ts';
import { replayStore, seek, setPlaying, step } from './replay.ts';

const US_PER_S = 1_000_000;
/** What an arrow moves by, and with Shift. */
const STEP_US = 5 * US_PER_S;
const FINE_US = US_PER_S / 10;

/** Things that use these keys themselves. The replay's own slider is not among them. */
const OTHERS = 'input:not(.replay-slider), textarea, select, [role="tab"], [role="separator"], .graph-canvas';

/** Space, arrows, Home, End, N and P, for as long as the component is there. */
export function useReplayKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target instanceof Element ? event.target : undefined;
  const isIn = (place: string): boolean => (target?.closest(place) ?? null) !== null;
  if (isIn(OTHERS)) return;
  if (act(event, isIn('.panel'), isIn('button, a'))) event.preventDefault();
}

/** @param scrolls the focus is where Home and End scroll; @param presses it is where Space presses */
function act({ key, shiftKey }: KeyboardEvent, scrolls: boolean, presses: boolean): boolean {
  const { recording, playing, atUs } = replayStore.getState();
  if (recording === undefined) return false;
  const spanUs = shiftKey ? FINE_US : STEP_US;
  if (key === 'ArrowLeft') step(-spanUs);
  else if (key === 'ArrowRight') step(spanUs);
  else if (key === ' ' && !presses && !scrolls) setPlaying(!playing);
  else if (key === 'Home' && !scrolls) seek(0);
  else if (key === 'End' && !scrolls) seek(recording.endUs);
  else if (key === 'n' || key === 'p') {
    const nextUs = nextViolationUs(recording.violations, atUs, key === 'n' ? 1 : -1);
    if (nextUs !== undefined) seek(nextUs);
  } else return false;
  return true;
}
