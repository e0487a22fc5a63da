/** The violation that we are at: which invariant, what was seen, when, and what disturbed the room then. */
import type { ReactElement } from 'react';
import { violationAt } from './around.ts';
import { formatInstant } from './format-instant.ts';
import type { Recording, ViolationMark } from './recording.ts';
import { seek, setPlaying, useReplay } from './replay.ts';

const LEAD_US = 5_000_000;

export function ViolationCard(): ReactElement | null {
  const recording = useReplay((state) => state.recording);
  const place = useReplay((state) => violationAt(state.recording?.violations ?? [], state.atUs));
  if (recording === undefined) return null;
  const violation = recording.violations[place];
  if (violation === undefined) return <NothingBroken recording={recording} />;
  const { atUs, invariant, detail, faults } = violation;
  return (
    <section className="violation-card" aria-label="Violation">
      <p className="violation-head">
        <span className="violation-count">
          {recording.violations.length === 1
            ? 'Invariant broken'
            : `Violation ${place + 1} of ${recording.violations.length}`}
        </span>
        <Whence violation={violation} />
      </p>
      <h2>{invariant}</h2>
      <p className="violation-detail">{detail}</p>
      <p className="row-note">
        {faults.length === 0 ? 'No fault was active then.' : `Active then: ${faults.join(', ')}.`}
      </p>
      <div className="button-row violation-go">
        <button type="button" onClick={() => seek(atUs)}>
          Go to {formatInstant(atUs)}
        </button>
        <button type="button" onClick={() => playUpTo(atUs)}>
          Play from 5 s before
        </button>
      </div>
    </section>
  );
}

/** Shows how it came about. */
function playUpTo(atUs: number): void {
  seek(atUs - LEAD_US);
  setPlaying(true);
}

/** How far from the violation we are; it changes all the time, and so stands by itself. */
function Whence({ violation }: { readonly violation: ViolationMark }): ReactElement {
  const awayUs = useReplay((state) => state.atUs - violation.atUs);
  const seconds = Math.abs(awayUs) / 1_000_000;
  const span = seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
  const words = awayUs === 0 ? 'now' : awayUs > 0 ? `${span} ago` : `in ${span}`;
  return <span className={awayUs === 0 ? 'figure whence here' : 'figure whence'}>{words}</span>;
}

function NothingBroken({ recording }: { readonly recording: Recording }): ReactElement {
  const { verdict, outcome } = recording.facts;
  return (
    <section className="violation-card sound" aria-label="Verdict">
      <h2>No invariant was broken</h2>
      <p className="row-note">
        {verdict === 'invalid'
          ? 'A fault of the plan never took effect, so the run proves nothing about it.'
          : `The game ended ${outcomeWords(outcome)}.`}
      </p>
    </section>
  );
}

function outcomeWords(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    won: 'in a win',
    lost: 'in a loss',
    timeout: 'when its time was up',
    not_started: 'before it began',
  };
  return words[outcome] ?? 'before its end';
}
