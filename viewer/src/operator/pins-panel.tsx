/** The wires between board and bench, by the names of their signals: levels as they are seen, edges as they come. */
import { memo, type ReactElement } from 'react';
import type { BenchView, PinRow } from './messages.ts';
import { useOperator } from './store.ts';

const NONE: readonly PinRow[] = [];

export function PinsPanel({ bench }: { readonly bench: BenchView }): ReactElement {
  const pins = useOperator((page) => page.pins[bench.id] ?? NONE);
  return (
    <section className="detail pins" aria-labelledby="pins-title">
      <h2 id="pins-title">Pins</h2>
      {pins.length === 0 ? (
        <p className="empty">No wire has been looked at yet.</p>
      ) : (
        <>
          <PinTable caption="The bench drives" pins={pins.filter(({ direction }) => direction === 'in')} />
          <PinTable caption="The board drives" pins={pins.filter(({ direction }) => direction === 'out')} />
        </>
      )}
    </section>
  );
}

function PinTable({
  caption,
  pins,
}: {
  readonly caption: string;
  readonly pins: readonly PinRow[];
}): ReactElement | null {
  if (pins.length === 0) return null;
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Pin</th>
          <th scope="col">Signal</th>
          <th scope="col">Level</th>
          <th scope="col">Edges</th>
        </tr>
      </thead>
      <tbody>
        {pins.map((row) => (
          <Pin key={row.channel} {...row} />
        ))}
      </tbody>
    </table>
  );
}

const Pin = memo(function Pin({ pin, name, level, edges }: PinRow): ReactElement {
  return (
    <tr>
      <td className="figure">{pin}</td>
      <th scope="row">{name.replaceAll('_', ' ')}</th>
      <td>
        <Level level={level} />
      </td>
      <td className="figure edges">
        {/* A new element begins its flash anew. */}
        <span key={edges} className={edges > 0 ? 'flash' : ''}>
          {edges}
        </span>
      </td>
    </tr>
  );
});

/** High and low stand at different heights; an analogue value is its number. */
function Level({ level }: { readonly level: number | undefined }): ReactElement {
  if (level === undefined) return <span className="level unknown">?</span>;
  if (level !== 0 && level !== 1) return <span className="level figure">{level}</span>;
  return <span className={`level ${level === 1 ? 'high' : 'low'}`}>{level === 1 ? 'High' : 'Low'}</span>;
}
