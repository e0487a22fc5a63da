/** One measurement over the runs of a board, between its limits. */
import { type ReactElement, useState } from 'react';
import type { HistoryEntry } from './history-panel.tsx';
import type { Measurement } from './messages.ts';
import { amount, limits } from './words.ts';

const WIDTH = 300;
const HEIGHT = 84;
const EDGE = 8;
/** Of the span of all values, above and below. */
const AIR = 0.12;

/** A measurement of one run; `at` is the run's beginning. */
type Point = Measurement & { readonly at: string };

export function Trend({ entries }: { readonly entries: readonly HistoryEntry[] }): ReactElement | null {
  const [chosen, setChosen] = useState('');
  const latest = entries.at(-1)?.facts;
  // One serial may have stood for several controllers, and for boards and emulators: only like is compared with like.
  const alike = entries.filter(
    ({ facts }) => facts.controller === latest?.controller && facts.platform === latest.platform,
  );
  const all = alike.flatMap(({ measurements }) => measurements);
  // What is known of the board comes before what is known of the bench.
  const names = [...new Set([...all.filter(ofTheBoard), ...all].map(keyOf))];
  const key = names.includes(chosen) ? chosen : names[0];
  if (key === undefined) return null;
  const points = alike.flatMap(({ facts, measurements }) => {
    const found = measurements.find((one) => keyOf(one) === key);
    return found === undefined ? [] : [{ ...found, at: facts.startedAt }];
  });
  const last = points.at(-1);
  if (last === undefined) return null;
  return (
    <div className="trend">
      <label>
        <span>Measurement</span>
        <select value={key} onChange={(event) => setChosen(event.target.value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Curve points={points} />
      <p className="trend-note">
        <span className="figure">{amount(last.value, last.unit)}</span> in the last of{' '}
        {points.length === 1 ? 'one run' : `${points.length} runs`}; {limits(last)}
      </p>
    </div>
  );
}

const ofTheBoard = ({ test }: { readonly test: string }): boolean => !test.startsWith('bench/');
const keyOf = ({ test, name }: { readonly test: string; readonly name: string }): string => `${name} (${test})`;

function Curve({ points }: { readonly points: readonly Point[] }): ReactElement {
  const last = points.at(-1);
  const values = points.map(({ value }) => value);
  const bounds = [...values, ...[last?.low, last?.high].filter((one) => one !== undefined)];
  const [least, most] = [Math.min(...bounds), Math.max(...bounds)];
  const air = (most - least || 1) * AIR;
  const y = (value: number): number => HEIGHT - ((value - least + air) / (most - least + 2 * air || 1)) * HEIGHT;
  const x = (index: number): number =>
    points.length === 1 ? WIDTH / 2 : EDGE + (index * (WIDTH - 2 * EDGE)) / (points.length - 1);
  const line = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
  return (
    <svg className="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {[last?.low, last?.high].map((limit, index) =>
        limit === undefined ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lower and the upper limit
          <path key={index} className="limit" d={`M0 ${y(limit).toFixed(1)}H${WIDTH}`} />
        ),
      )}
      <path className="line" d={line.join('')} />
      {points.map(({ at, value, verdict }, index) => (
        <circle
          key={at}
          className={`dot ${verdict}`}
          cx={x(index)}
          cy={y(value)}
          r={index === points.length - 1 ? 4.5 : 3}
        />
      ))}
    </svg>
  );
}
