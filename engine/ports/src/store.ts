/** Durable files of bytes that only grow, as the journal needs them. */

/** A file open for appending, by this process alone. */
export interface AppendFile {
  /** Length in bytes. */
  readonly length: number;
  /** Appends; resolves when the bytes would survive a loss of power. One call at a time. */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A folder of such files. Names are single path segments. */
export interface Store {
  /** Names of the files, sorted. */
  list(): Promise<readonly string[]>;
  /** The whole file, or undefined when there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Creates the file or opens it for appending; rejects with a coded error when another process has it open. */
  open(name: string): Promise<AppendFile>;
  /** Cuts the file (not open here) to `length` bytes. */
  truncate(name: string, length: number): Promise<void>;
}
