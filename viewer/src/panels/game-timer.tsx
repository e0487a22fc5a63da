/** The clock: an enamel dial that fills as the game is played, and the figures. */
import type { ReactElement } from 'react';
import { formatSpan } from '../live/clock.ts';
import { useGameTime } from '../live/use-engine-time.ts';

const RADIUS = 34;
const ROUND = 2 * Math.PI * RADIUS;

export function GameTimer(): ReactElement {
  const { elapsedMs, limitMs } = useGameTime();
  const part = limitMs === 0 ? 0 : elapsedMs / limitMs;
  const left = Math.max(0, limitMs - elapsedMs);
  const late = limitMs > 0 && left < limitMs / 10;
  return (
    <div className={late ? 'timer late' : 'timer'} role="timer" aria-label="Game time">
      <svg viewBox="0 0 80 80" className="dial" aria-hidden="true" focusable="false">
        <circle cx="40" cy="40" r="38" className="dial-rim" />
        <circle cx="40" cy="40" r="35.5" className="dial-face" />
        {Array.from({ length: 12 }, (_, hour) => (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: twelve fixed marks.
            key={hour}
            x1="40"
            y1={hour % 3 === 0 ? 8.5 : 9.5}
            x2="40"
            y2={hour % 3 === 0 ? 14.5 : 12.5}
            transform={`rotate(${hour * 30} 40 40)`}
            className="dial-mark"
          />
        ))}
        <circle
          cx="40"
          cy="40"
          r={RADIUS - 12}
          className="dial-played"
          pathLength={ROUND}
          strokeDasharray={`${part * ROUND} ${ROUND}`}
          transform="rotate(-90 40 40)"
        />
        <path d="M40 42.5 L38.9 40 L40 15 L41.1 40 Z" transform={`rotate(${part * 360} 40 40)`} className="dial-hand" />
        <circle cx="40" cy="40" r="2.4" className="dial-pin" />
      </svg>
      <p className="figures">
        <span className="elapsed">{formatSpan(elapsedMs)}</span>
        <span className="left">
          {limitMs === 0 ? 'no limit known' : `${formatSpan(left)} left of ${formatSpan(limitMs)}`}
        </span>
      </p>
    </div>
  );
}
