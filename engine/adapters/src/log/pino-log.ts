/** The Log port on pino: one JSON object a line. */
import type { Log } from '@understudy/ports';
import { destination, pino } from 'pino';

export interface PinoLogOptions {
  /** Default `info`. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** A file to append to; its folder is made. Default: standard error. */
  readonly file?: string;
}

/** Lines are written at once: a log that a crash loses is of no use. */
export function createPinoLog(options: PinoLogOptions = {}): Log {
  const sink = destination({ dest: options.file ?? 2, sync: true, mkdir: true });
  const logger = pino(
    { level: options.level ?? 'info', base: null, serializers: { error: pino.stdSerializers.err } },
    sink,
  );
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}
