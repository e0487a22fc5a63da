/** What moves the recording: play and pause, steps, the violations before and after, the speed; and where we are. */
import { memo, type ReactElement } from 'react';
import { faultsAt, nextViolationUs } from './around.ts';
import { formatInstant } from './format-instant.ts';
import { Icon, type IconName } from './icons.tsx';
import type { Recording } from './recording.ts';
import { SPEEDS, seek, setPlaying, setSpeed, step, useReplay } from './replay.ts';

const STEP_US = 5_000_000;

export function Transport({ recording }: { readonly recording: Recording }): ReactElement {
  const atUs = useReplay((state) => state.atUs);
  const playing = useReplay((state) => state.playing);
  const speed = useReplay((state) => state.speed);
  return (
    <div className="transport">
      <fieldset className="button-row" aria-label="Playback">
        <ToViolation recording={recording} atUs={atUs} way={-1} />
        <IconButton icon="back" label="Back 5 seconds" keys="ArrowLeft" onClick={() => step(-STEP_US)} />
        <button
          type="button"
          className="primary play"
          aria-label={playing ? 'Pause' : 'Play'}
          aria-keyshortcuts="Space"
          title={playing ? 'Pause (space)' : 'Play (space)'}
          onClick={() => setPlaying(!playing)}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <IconButton icon="on" label="On 5 seconds" keys="ArrowRight" onClick={() => step(STEP_US)} />
        <ToViolation recording={recording} atUs={atUs} way={1} />
      </fieldset>
      <p className="replay-instant">
        <span className="figure instant">{formatInstant(atUs)}</span>
        <span className="figure whole"> of {formatInstant(recording.endUs)}</span>
      </p>
      <label className="replay-speed">
        <span>Speed</span>
        <select value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              ×{each}
            </option>
          ))}
        </select>
      </label>
      <ActiveFaults recording={recording} atUs={atUs} />
      <Legend />
    </div>
  );
}

/** What the marks of the timeline stand for. */
const Legend = memo(function Legend(): ReactElement {
  const kinds = [
    ['violation', 'violation'],
    ['fault', 'injected fault'],
    ['act', 'act'],
    ['step', 'step'],
    ['objective', 'objective'],
  ] as const;
  return (
    <p className="legend" aria-hidden="true">
      {kinds.map(([kind, words]) => (
        <span key={kind}>
          <i className={kind} />
          {words}
        </span>
      ))}
    </p>
  );
});

interface Here {
  readonly recording: Recording;
  readonly atUs: number;
}

function ToViolation({ recording, atUs, way }: Here & { readonly way: 1 | -1 }): ReactElement {
  const toUs = nextViolationUs(recording.violations, atUs, way);
  return (
    <IconButton
      icon={way === 1 ? 'after' : 'before'}
      label={way === 1 ? 'Next violation' : 'Previous violation'}
      keys={way === 1 ? 'n' : 'p'}
      {...(toUs === undefined ? {} : { onClick: () => seek(toUs) })}
    />
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keys: string;
  /** Absent: there is nothing to do now. */
  readonly onClick?: () => void;
}

function IconButton({ icon, label, keys, onClick }: IconButtonProps): ReactElement {
  const shown = keys.replace('Arrow', '').toLowerCase();
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-keyshortcuts={keys}
      title={`${label} (${shown})`}
      // Not `disabled`: the keyboard would lose its place at the last violation.
      {...(onClick === undefined ? { 'aria-disabled': true } : { onClick })}
    >
      <Icon name={icon} />
    </button>
  );
}

/** The faults that disturb the room at this instant. */
function ActiveFaults({ recording, atUs }: Here): ReactElement {
  const active = faultsAt(recording.faults, atUs);
  return (
    <p className="active-faults">
      {active.length === 0 ? (
        <span className="row-note">No fault active</span>
      ) : (
        active.map(({ title, fromUs }) => (
          <span key={`${title} ${fromUs}`} className="chip warn">
            {title}
          </span>
        ))
      )}
    </p>
  );
}
