/** One test with what became of it, and what it measured. */
import { memo, type ReactElement } from 'react';
import type { Measurement, TestRow } from './messages.ts';
import { StatusShape } from './shapes.tsx';
import { amount, limits, STATUS_WORDS } from './words.ts';

export const Test = memo(
  function Test({ row }: { readonly row: TestRow }): ReactElement {
    const { status, title, code, message, durationMs, measurements } = row;
    const bad = code !== undefined && status !== 'filtered';
    return (
      <li className={`test ${status}`}>
        <StatusShape status={status} />
        <div>
          <p className="test-title">{title}</p>
          <p className="test-note">
            <span className="test-status">{STATUS_WORDS[status]}</span>
            {durationMs === undefined || durationMs === 0 ? null : (
              <span className="figure">{seconds(durationMs)}</span>
            )}
            {bad ? <code>{code}</code> : null}
          </p>
          {bad && message !== undefined ? <p className="test-message">{message}</p> : null}
          {measurements.map((one) => (
            <MeasurementLine key={one.name} measurement={one} />
          ))}
        </div>
      </li>
    );
  },
  // Rows come anew with each message; a list of two hundred is drawn for the one that changed.
  (before, after) => before.row.status === after.row.status && before.row.id === after.row.id,
);

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);
const VERDICT_MARKS = { within: '', marginal: 'Marginal', outside: 'Outside' } as const;

function MeasurementLine({ measurement }: { readonly measurement: Measurement }): ReactElement {
  const { name, value, unit, uncertainty, verdict } = measurement;
  return (
    <div className={`measurement ${verdict}`}>
      <span className="measurement-name">{name}</span>
      <span className="figure">
        {amount(value, unit)}
        {uncertainty === undefined ? '' : ` ± ${amount(Number(uncertainty.toPrecision(2)), unit)}`}
      </span>
      <Gauge measurement={measurement} />
      <span className="measurement-limits">{limits(measurement)}</span>
      {verdict === 'within' ? null : <span className="mark">{VERDICT_MARKS[verdict]}</span>}
    </div>
  );
}

/** Where the value lies between its limits: from nothing where there is one alone. */
function Gauge({ measurement: { low, high, value } }: { readonly measurement: Measurement }): ReactElement {
  if (high === undefined) return <span />;
  const from = low ?? Math.min(0, value);
  const at = Math.max(0, Math.min(1, (value - from) / (high - from || 1)));
  return (
    <svg className="gauge" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path className="gauge-track" d="M0 5H100" />
      <path className="gauge-value" d={`M${(100 * at).toFixed(1)} 0V10`} />
    </svg>
  );
}
