/** The time of the recording as a line: a slider to scrub, and over it lanes with what happened when. */
import { type CSSProperties, memo, type PointerEvent, type ReactElement, useMemo, useState } from 'react';
import { markNear, type NearMark } from './around.ts';
import { formatInstant, sayInstant } from './format-instant.ts';
import type { EventMark, Recording } from './recording.ts';
import { seek, useReplay } from './replay.ts';

/** Marks within so many px of the pointer are named. */
const REACH_PX = 5;
/** The slider's step; keys move further (keys.ts). */
const STEP_MS = 10;
const US_PER_MS = 1000;

const KIND_WORDS: Readonly<Record<NearMark['kind'], string>> = {
  violation: 'violation',
  fault: 'fault',
  act: 'act',
  operator: 'operator',
  node: 'step',
  objective: 'objective',
};

export function Timeline({ recording }: { readonly recording: Recording }): ReactElement {
  const { endUs } = recording;
  const atUs = useReplay((state) => state.atUs);
  const [tip, setTip] = useState<(NearMark & { readonly x: number }) | undefined>();
  const under = (event: PointerEvent<HTMLDivElement>): NearMark => {
    const box = event.currentTarget.getBoundingClientRect();
    const usPerPx = endUs / box.width;
    const pointedUs = Math.max(0, Math.min(endUs, (event.clientX - box.left) * usPerPx));
    return markNear(recording, pointedUs, REACH_PX * usPerPx) ?? { atUs: pointedUs, kind: 'act', title: '' };
  };
  return (
    <div className="timeline">
      <div
        className="lanes"
        onPointerMove={(event) => {
          const mark = under(event);
          setTip({ ...mark, x: mark.atUs / endUs });
        }}
        onPointerLeave={() => setTip(undefined)}
        onPointerDown={(event) => seek(under(event).atUs)}
      >
        <Lanes recording={recording} />
        <span className="playhead" style={{ insetInlineStart: share(atUs, endUs) }} />
        {tip === undefined ? null : <Tip tip={tip} />}
        <Diamonds recording={recording} />
      </div>
      <input
        type="range"
        className="replay-slider"
        aria-label="Time of the recording"
        aria-valuetext={sayInstant(atUs)}
        min={0}
        max={Math.ceil(endUs / US_PER_MS)}
        step={STEP_MS}
        value={Math.round(atUs / US_PER_MS)}
        style={playedStyle(atUs, endUs)}
        onChange={(event) => seek(Number(event.target.value) * US_PER_MS)}
      />
    </div>
  );
}

/** For the played part of the track, which no pseudo-element of this engine draws. */
const playedStyle = (atUs: number, endUs: number): CSSProperties =>
  ({ '--played': share(atUs, endUs) }) as CSSProperties;

const share = (atUs: number, endUs: number): string => `${endUs === 0 ? 0 : (100 * atUs) / endUs}%`;

function Tip({ tip }: { readonly tip: NearMark & { readonly x: number } }): ReactElement {
  const side = tip.x > 0.7 ? 'translateX(-100%)' : tip.x < 0.3 ? 'none' : 'translateX(-50%)';
  return (
    <span className="timeline-tip" aria-hidden="true" style={{ insetInlineStart: `${tip.x * 100}%`, transform: side }}>
      <span className="figure">{formatInstant(tip.atUs)}</span>
      {tip.title === '' ? null : (
        <>
          <span className={`tip-kind ${tip.kind}`}>{KIND_WORDS[tip.kind]}</span>
          <span>{tip.title}</span>
        </>
      )}
    </span>
  );
}

/** Drawn once: marks are paths, whatever their number. */
const Lanes = memo(function Lanes({ recording }: { readonly recording: Recording }): ReactElement {
  const { endUs, faults, events } = recording;
  const ticks = useMemo(() => {
    const of = (kinds: readonly EventMark['kind'][], top: number, bottom: number): string =>
      events
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ atUs }) => `M${((1000 * atUs) / endUs).toFixed(2)} ${top}V${bottom}`)
        .join('');
    return {
      acts: of(['act', 'operator'], 15, 23),
      nodes: of(['node'], 27, 33),
      objectives: of(['objective'], 25, 35),
    };
  }, [events, endUs]);
  return (
    <svg className="lane-marks" viewBox="0 0 1000 38" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {faults.map(({ fromUs, toUs, title }) => (
        <rect
          key={`${title} ${fromUs}`}
          className="fault-span"
          x={(1000 * fromUs) / endUs}
          y="2"
          width={Math.max(1.5, (1000 * (toUs - fromUs)) / endUs)}
          height="9"
        />
      ))}
      <path className="ticks acts" d={ticks.acts} />
      <path className="ticks nodes" d={ticks.nodes} />
      <path className="ticks objectives" d={ticks.objectives} />
    </svg>
  );
});

/** Violations can be reached by the keyboard, one by one. */
const Diamonds = memo(function Diamonds({ recording }: { readonly recording: Recording }): ReactElement {
  const { violations, endUs } = recording;
  return (
    <>
      {violations.map(({ atUs, invariant }) => (
        <button
          key={`${invariant} ${atUs}`}
          type="button"
          className="violation-mark"
          style={{ insetInlineStart: share(atUs, endUs) }}
          aria-label={`Violation at ${sayInstant(atUs)}: ${invariant}`}
          onClick={() => seek(atUs)}
        >
          <span aria-hidden="true" />
        </button>
      ))}
    </>
  );
});
