"""An ONNX model opened far enough to look inside and to be asked for part of itself, without the package onnx.

An ONNX file is one protobuf message (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): a model, whose field 7 is
a graph of nodes (1), initializers (5), inputs (11), outputs (12) and types (13). All that is done here is to leave nodes
out, to make an inner value an output and to make a constant an input; what is kept stays as it was, byte for byte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

GRAPH: Final = 7
NODE, OUTPUT, INPUT, TYPED = 1, 12, 11, 13
"""Fields of a graph."""
FLOAT: Final = b"\x08\x01"
"""The type of a tensor: elem_type (1) is FLOAT (1), its shape is not said."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step of the graph: which values it takes and gives, and its bytes."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Graph:
    """A model whose nodes are known by name. Raises ValueError where the bytes are no model."""

    head: bytes
    """The model's other fields."""
    nodes: tuple[Node, ...]
    fields: tuple[tuple[int, bytes], ...]
    """All that is in the graph but nodes: number and content."""

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The graph of a model's file."""
        head, nodes, fields = b"", [], []
        found = False
        for number, content, raw in _fields(data):
            if number != GRAPH:
                head += raw
                continue
            found = True
            for inner, value, _ in _fields(content):
                if inner == NODE:
                    nodes.append(_node(value))
                else:
                    fields.append((inner, value))
        if not found:
            raise ValueError("not an ONNX model")
        return cls(head, tuple(nodes), tuple(fields))

    def write(self) -> bytes:
        """The model's file."""
        inside = b"".join(_field(NODE, node.data) for node in self.nodes)
        inside += b"".join(_field(number, content) for number, content in self.fields)
        return self.head + _field(GRAPH, inside)

    def maker(self, value: str) -> Node:
        """The node that gives a value. Raises ValueError."""
        for node in self.nodes:
            if value in node.outputs:
                return node
        raise ValueError(f"the model has no value {value!r}")

    def giving(self, *values: str) -> Self:
        """Only what is needed for these values, which become its outputs."""
        wanted, kept = set(values), []
        for node in reversed(self.nodes):  # ONNX keeps nodes in an order in which each comes after what it needs
            if wanted.intersection(node.outputs):
                kept.append(node)
                wanted.update(node.inputs)
        for value in values:
            self.maker(value)
        fields = [each for each in self.fields if each[0] != OUTPUT]
        fields += [(OUTPUT, _field(1, value.encode())) for value in values]
        return replace(self, nodes=tuple(reversed(kept)), fields=tuple(fields))

    def asking(self, constant: str) -> tuple[Self, float]:
        """With a constant number as an input, which may have any shape; and the number it was. Raises ValueError."""
        node = self.maker(constant)
        if node.kind != "Constant":
            raise ValueError(f"{constant!r} is not a constant")
        fields = [each for each in self.fields if each[0] != TYPED or _name(each[1]) != constant]
        fields.append((INPUT, _field(1, constant.encode()) + _field(2, _field(1, FLOAT))))
        kept = tuple(each for each in self.nodes if each is not node)
        return replace(self, nodes=kept, fields=tuple(fields)), _number(node.data)


def _node(data: bytes) -> Node:
    inputs, outputs, kind = [], [], ""
    for number, content, _ in _fields(data):
        if number == 1:
            inputs.append(content.decode())
        elif number == 2:
            outputs.append(content.decode())
        elif number == 4:
            kind = content.decode()
    return Node(tuple(inputs), tuple(outputs), kind, data)


def _name(data: bytes) -> str:
    return next((content.decode() for number, content, _ in _fields(data) if number == 1), "")


def _number(node: bytes) -> float:
    """The value of a Constant node: attribute (5), its tensor (5), raw_data (9)."""
    raw = node
    for wanted in (5, 5, 9):
        raw = next((content for number, content, _ in _fields(raw) if number == wanted), b"")
    if len(raw) != 4:
        raise ValueError("the constant is not one number")
    (value,) = struct.unpack("<f", raw)
    return float(value)


# ---- protobuf's wire format (https://protobuf.dev/programming-guides/encoding/)


def _fields(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each field's number, its content (empty where it is a number) and all its bytes."""
    view, at = memoryview(data), 0
    while at < len(view):
        start = at
        key, at = _varint(view, at)
        kind = key & 7
        content = b""
        if kind == 0:
            _, at = _varint(view, at)
        elif kind == 2:
            size, at = _varint(view, at)
            content, at = bytes(view[at : at + size]), at + size
        elif kind in {1, 5}:
            at += 8 if kind == 1 else 4
        else:
            raise ValueError("not an ONNX model")
        if at > len(view):
            raise ValueError("the model's file is cut short")
        yield key >> 3, content, bytes(view[start:at])


def _varint(view: Sequence[int], at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(view) or shift > 63:
            raise ValueError("not an ONNX model")
        byte = view[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _field(number: int, content: bytes) -> bytes:
    return _written(number << 3 | 2) + _written(len(content)) + content


def _written(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
