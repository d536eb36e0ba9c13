import type { Constant, Node } from './messages';

/** A graph that is written down a node at a time; values are called by their names. */
export class GraphBuilder {
  readonly nodes: Node[] = [];
  readonly constants: Constant[] = [];
  private readonly names = new Set<string>();

  /** @returns its name */
  constant(name: string, shape: number[], data: Float32Array): string {
    const own = this.named(name);
    this.constants.push({ name: own, shape, data });
    return own;
  }

  /** @returns the name of its output */
  node(op: string, name: string, inputs: string[], attributes: Node['attributes'] = {}): string {
    const output = this.named(name);
    this.nodes.push({ op, inputs, output, attributes });
    return output;
  }

  private named(name: string): string {
    if (this.names.has(name)) throw new RangeError(`Building a graph: expected a new name, got ${name} again.`);
    this.names.add(name);
    return name;
  }
}

/**
 * Rows of length 1; a row of zeros stays one. They go over their largest entry first, so that no square leaves the
 * range of float32.
 */
export function unitRows(graph: GraphBuilder, name: string, x: string): string {
  const zero = graph.constant(`${name}.zero`, [], Float32Array.of(0));
  const one = graph.constant(`${name}.one`, [], Float32Array.of(1));
  const over = (step: string, value: string, size: string): string => {
    const isPositive = graph.node('Greater', `${name}.${step}.isPositive`, [size, zero]);
    return graph.node('Div', step === 'length' ? name : `${name}.${step}`, [value, graph.node('Where', `${name}.${step}.divisor`, [isPositive, size, one])]);
  };
  const rows = { axes: [1], keepdims: 1 };
  const scaled = over('largest', x, graph.node('ReduceMax', `${name}.largest.size`, [graph.node('Abs', `${name}.sizes`, [x])], rows));
  return over('length', scaled, graph.node('ReduceL2', `${name}.length.size`, [scaled], rows));
}
