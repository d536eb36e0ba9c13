/** The protocol buffers of ONNX, as far as a graph of float32 needs them: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
import { PbfWriter } from 'pbf';

/** Attributes are whole numbers, or lists of them. */
export interface Node {
  op: string;
  inputs: string[];
  output: string;
  attributes: Record<string, number | number[]>;
}

/** Row-major float32. */
export interface Constant {
  name: string;
  shape: number[];
  data: Float32Array;
}

/** float32 [batch, width] for any batch. */
export interface Port {
  name: string;
  width: number;
  description: string;
}

export interface Graph {
  name: string;
  description: string;
  input: Port;
  outputs: Port[];
  nodes: Node[];
  constants: Constant[];
}

const FLOAT = 1;
const INT = 2;
const INTS = 7;
/** ONNX 1.12: read by every runtime of the last years. */
const IR_VERSION = 8;
const OPSET = 17;

function writeAttribute([name, value]: [string, number | number[]], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') pbf.writeVarintField(3, value);
  else for (const one of value) pbf.writeVarintField(8, one);
  pbf.writeVarintField(20, typeof value === 'number' ? INT : INTS);
}

function writeNode({ op, inputs, output, attributes }: Node, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input);
  pbf.writeStringField(2, output);
  pbf.writeStringField(3, output);
  pbf.writeStringField(4, op);
  for (const attribute of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, attribute);
}

function writeConstant({ name, shape, data }: Constant, pbf: PbfWriter): void {
  for (const size of shape) pbf.writeVarintField(1, size);
  pbf.writeVarintField(2, FLOAT);
  pbf.writeStringField(8, name);
  pbf.writeBytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writeShape(width: number, pbf: PbfWriter): void {
  pbf.writeMessage(1, (batch: string, dimension) => dimension.writeStringField(2, batch), 'batch');
  pbf.writeMessage(1, (size: number, dimension) => dimension.writeVarintField(1, size), width);
}

function writeTensorType(width: number, pbf: PbfWriter): void {
  pbf.writeVarintField(1, FLOAT);
  pbf.writeMessage(2, writeShape, width);
}

function writePort({ name, width, description }: Port, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, (own: number, type) => type.writeMessage(1, writeTensorType, own), width);
  pbf.writeStringField(3, description);
}

function writeGraph({ name, description, input, outputs, nodes, constants }: Graph, pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, name);
  for (const constant of constants) pbf.writeMessage(5, writeConstant, constant);
  pbf.writeStringField(10, description);
  pbf.writeMessage(11, writePort, input);
  for (const output of outputs) pbf.writeMessage(12, writePort, output);
}

function writeProperty([key, value]: [string, string], pbf: PbfWriter): void {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

/** A .onnx file. @param properties texts that stand beside the graph */
export function encodeOnnx(graph: Graph, properties: Record<string, string>): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, IR_VERSION);
  pbf.writeStringField(2, 'ALSCOR Lab');
  pbf.writeMessage(7, writeGraph, graph);
  pbf.writeMessage(8, (version: number, own) => own.writeVarintField(2, version), OPSET);
  for (const property of Object.entries(properties)) pbf.writeMessage(14, writeProperty, property);
  return Uint8Array.from(pbf.finish());
}
