/** The foot of the page of a recording: transport and timeline. */
import type { ReactElement } from 'react';
import { useReplayKeys } from './keys.ts';
import { useReplay } from './replay.ts';
import { Timeline } from './timeline.tsx';
import { Transport } from './transport.tsx';

export function ReplayBar(): ReactElement | null {
  const recording = useReplay((state) => state.recording);
  useReplayKeys();
  if (recording === undefined) return null;
  return (
    <section className="replay" aria-label="Replay">
      <Transport recording={recording} />
      <Timeline recording={recording} />
    </section>
  );
}
