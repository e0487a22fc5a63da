/** Open faults, worst first. */
import type { ReactElement } from 'react';
import { formatSpan } from '../live/clock.ts';
import { useLive } from '../live/store.ts';
import type { FaultView } from '../live/view.ts';

const ORDER: Readonly<Record<string, number>> = { CRITICAL: 0, WARN: 1, INFO: 2 };

/** Worst first, then newest first. */
export function sortFaults(faults: Readonly<Record<string, FaultView>>): readonly (readonly [string, FaultView])[] {
  return Object.entries(faults).sort(
    ([, a], [, b]) => (ORDER[a.severity] ?? 3) - (ORDER[b.severity] ?? 3) || b.atMs - a.atMs,
  );
}

export function Faults(): ReactElement {
  const faults = sortFaults(useLive((state) => state.view.fault));
  if (faults.length === 0) return <p className="empty">No open faults.</p>;
  return (
    <ul className="rows faults">
      {faults.map(([id, fault]) => (
        <li key={id} className={`row fault-${fault.severity.toLowerCase()}`}>
          <div>
            <p className="row-title">
              <span className={`chip small severity-${fault.severity.toLowerCase()}`}>
                {fault.severity.toLowerCase()}
              </span>{' '}
              {fault.kind.toLowerCase().replaceAll('_', ' ')}
            </p>
            <p>{fault.message}</p>
          </div>
          <span className="figure">{formatSpan(fault.atMs)}</span>
        </li>
      ))}
    </ul>
  );
}
