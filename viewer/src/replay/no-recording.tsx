/** What the page is when its recording cannot be shown: the code, the reason, and what to do. */
import type { ReactElement } from 'react';
import type { RecordingProblem } from './recording.ts';

const ADVICE: Readonly<Record<RecordingProblem['code'], string>> = {
  RECORDING_UNREADABLE: 'Open a file that a run was recorded into with --record, or record the scenario again.',
  RECORDING_FOREIGN: 'Lichtblick and Foxglove may be able to show it.',
  RECORDING_ROOM: 'Start “understudy view” with this recording; it finds the room by itself.',
  UNREACHABLE: 'Run “understudy view” again and open the address that it prints.',
};

export function NoRecording({ problem }: { readonly problem: RecordingProblem }): ReactElement {
  return (
    <main className="no-recording">
      <div role="alert">
        <p className="violation-count">{problem.code}</p>
        <h2>This recording cannot be shown</h2>
        <p>{problem.message}</p>
        <p className="row-note">{ADVICE[problem.code]}</p>
      </div>
    </main>
  );
}
