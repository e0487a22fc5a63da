/** A triangle mesh while it is being made: metres, Y up, UVs in metres until a material scales them. */

export type Vector = readonly [number, number, number];
export type Axis = 'x' | 'y' | 'z';

/** Positions, normals and UVs by vertex, and triangles. The moving methods change the shape and return it. */
export class Shape {
  readonly positions: number[] = [];
  readonly normals: number[] = [];
  readonly uvs: number[] = [];
  readonly indices: number[] = [];
  /** Linear RGB of every vertex, for materials that take vertex colours. */
  readonly colors: number[] = [];

  /** How many vertices there are. */
  get count(): number {
    return this.positions.length / 3;
  }

  /** Adds a vertex and returns its index. */
  vertex(position: Vector, normal: Vector, u: number, v: number): number {
    const index = this.count;
    this.positions.push(position[0], position[1], position[2]);
    this.normals.push(normal[0], normal[1], normal[2]);
    this.uvs.push(u, v);
    return index;
  }

  /** Two triangles, counter-clockwise seen from outside. */
  quad(a: number, b: number, c: number, d: number): void {
    this.indices.push(a, b, c, a, c, d);
  }

  /** Adds copies of other shapes. */
  join(...others: readonly Shape[]): this {
    for (const other of others) {
      const base = this.count;
      for (const value of other.positions) this.positions.push(value);
      for (const value of other.normals) this.normals.push(value);
      for (const value of other.uvs) this.uvs.push(value);
      for (const value of other.indices) this.indices.push(value + base);
      if (other.colors.length > 0 || this.colors.length > 0) {
        while (this.colors.length < base * 3) this.colors.push(1);
        for (const value of other.colors) this.colors.push(value);
        while (this.colors.length < this.count * 3) this.colors.push(1);
      }
    }
    return this;
  }

  /** Shifts by metres. */
  move(x: number, y: number, z: number): this {
    const { positions } = this;
    for (let i = 0; i < positions.length; i += 3) {
      positions[i] = (positions[i] as number) + x;
      positions[i + 1] = (positions[i + 1] as number) + y;
      positions[i + 2] = (positions[i + 2] as number) + z;
    }
    return this;
  }

  /** Turns about an axis through the origin, by degrees, counter-clockwise seen from the axis' tip. */
  turn(axis: Axis, degrees: number): this {
    const angle = (degrees * Math.PI) / 180;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const [p, q] = axis === 'x' ? [1, 2] : axis === 'y' ? [2, 0] : [0, 1];
    for (const list of [this.positions, this.normals]) {
      for (let i = 0; i < list.length; i += 3) {
        const a = list[i + p] as number;
        const b = list[i + q] as number;
        list[i + p] = a * cos - b * sin;
        list[i + q] = a * sin + b * cos;
      }
    }
    return this;
  }

  /** Stretches along the axes by positive factors; normals follow. */
  stretch(x: number, y: number, z: number): this {
    const factors = [x, y, z];
    for (let i = 0; i < this.positions.length; i += 3) {
      let length = 0;
      for (let k = 0; k < 3; k += 1) {
        const factor = factors[k] as number;
        this.positions[i + k] = (this.positions[i + k] as number) * factor;
        const normal = (this.normals[i + k] as number) / factor;
        this.normals[i + k] = normal;
        length += normal * normal;
      }
      for (let k = 0; k < 3; k += 1) this.normals[i + k] = (this.normals[i + k] as number) / Math.sqrt(length);
    }
    return this;
  }

  /** Gives every vertex one linear RGB colour. */
  tint(color: Vector): this {
    this.colors.length = 0;
    for (let i = 0; i < this.count; i += 1) this.colors.push(color[0], color[1], color[2]);
    return this;
  }

  /** Exchanges u and v, so that a grain along v runs along u. */
  swapUv(): this {
    for (let i = 0; i < this.uvs.length; i += 2) {
      const u = this.uvs[i] as number;
      this.uvs[i] = this.uvs[i + 1] as number;
      this.uvs[i + 1] = u;
    }
    return this;
  }

  /** Takes UVs anew from where the vertices are, so that neighbouring pieces of a wall share one pattern. */
  project(): this {
    for (let i = 0, k = 0; i < this.positions.length; i += 3, k += 2) {
      const [x, y, z] = [this.positions[i] as number, this.positions[i + 1] as number, this.positions[i + 2] as number];
      const [nx, ny] = [Math.abs(this.normals[i] as number), Math.abs(this.normals[i + 1] as number)];
      this.uvs[k] = nx > 0.7 ? z : x;
      this.uvs[k + 1] = ny > 0.7 ? z : y;
    }
    return this;
  }

  /** A copy that can be moved on its own. */
  copy(): Shape {
    return new Shape().join(this);
  }
}

/** Several shapes as one. */
export function joined(...shapes: readonly Shape[]): Shape {
  return new Shape().join(...shapes);
}
