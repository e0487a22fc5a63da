/** Who was tested on what, as the station says. */
import type { Hello } from '../link/hello.ts';
import type { Platform, Station } from '../station/types.ts';
import type { SessionFacts } from './types.ts';

/** What a request says of its bench and its DUT. */
interface Asked {
  readonly platform: Platform;
  readonly serial: string;
  readonly controller: string;
  readonly room: string;
  readonly bench: string;
  readonly options?: { readonly seed?: number };
}

/** Without a station: what was asked for. Fits the clocks, which is the first proof that both boards answer. */
export async function factsOf(
  { platform, serial, controller, room, bench, options }: Asked,
  station: Station | undefined,
): Promise<Omit<SessionFacts, 'startedAt' | 'seconds'>> {
  const asked = { platform, serial, controller, room, bench, seed: options?.seed ?? 0 };
  if (station === undefined) return { ...asked, dutHello: {}, benchHello: {} };
  const { offsetUs, uncertaintyUs, driftPpm } = await station.fitClocks();
  return {
    ...asked,
    dutHello: helloFacts(station.hello.dut),
    benchHello: helloFacts(station.hello.bench),
    clocks: { offsetUs, uncertaintyUs, driftPpm },
  };
}

/** All numbers and texts of a HELLO but the session's nonce. */
function helloFacts(hello: Hello): Record<string, string | number> {
  const facts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(hello)) {
    if (name !== 'nonce' && (typeof value === 'string' || typeof value === 'number')) facts[name] = value;
  }
  return facts;
}
