"""The exported network written again with the runtime's fused operators: the same weights and nearly the same
arithmetic in a third of the nodes.

What torch writes carries shapes, masks and padding through every layer, which is worth nothing where each question is
run by itself. The graph made here takes the ids of one question, of shape (1, length), and has the same outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.generic]

_CONTRIBUTED = "com.microsoft"
_ENCODER = "network.encoder"
_HEADS = ("relation", "type", "status", "mode", "contexts", "pillars")
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class _Dense:
    """A quantised layer: codes (in, out), and scale, zero point and bias (out,)."""

    codes: Array
    scale: Array
    zero: Array
    bias: Array

    @staticmethod
    def together(layers: Sequence[_Dense]) -> _Dense:
        """Layers that read the same input, as one."""
        return _Dense(
            np.concatenate([layer.codes for layer in layers], 1),
            *(np.concatenate([getattr(layer, name) for layer in layers]) for name in ("scale", "zero", "bias")),
        )


@dataclass(slots=True)
class _Graph:
    """Nodes and weights as they are put together."""

    opset: int
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[TensorProto] = field(default_factory=list)

    def add(self, operator: str, inputs: Sequence[str], outputs: Sequence[str] = (), **settings: object) -> str:
        """A node of the standard; the name of its first output."""
        return self._node("", operator, inputs, outputs, settings)

    def add_fused(self, operator: str, inputs: Sequence[str], **settings: object) -> str:
        """A node of the runtime's own; the name of its output."""
        return self._node(_CONTRIBUTED, operator, inputs, (), settings)

    def numbers(self, *values: int) -> str:
        """A row of whole numbers; its name."""
        return self.constant(np.array(values, dtype=np.int64))

    def constant(self, value: Array, name: str = "") -> str:
        """A weight; its name."""
        name = name or f"c{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def dense(self, states: str, layer: _Dense) -> str:
        """A quantised layer on the states."""
        parts = [self.constant(part) for part in (layer.codes, layer.scale, layer.zero, layer.bias)]
        return self.add_fused("DynamicQuantizeMatMul", [states, *parts])

    def _node(
        self, domain: str, operator: str, inputs: Sequence[str], outputs: Sequence[str], settings: dict[str, object]
    ) -> str:
        name = f"{operator}_{len(self.nodes)}"
        outputs = outputs or (f"{name}_out",)
        self.nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, name=name, **settings))
        return outputs[0]


def fused(exported: onnx.ModelProto, marks: tuple[int, int], heads: int) -> onnx.ModelProto:
    """The quantised network for one question at a time. `exported` is what `quantize_dynamic` wrote; `marks` are the
    ids of the marks of source and target; `heads` is the number of attention heads of its encoder."""
    held = {one.name: numpy_helper.to_array(one) for one in exported.graph.initializer}
    layers = _dense_layers(exported, held)
    graph = _Graph(next(one.version for one in exported.opset_import if not one.domain))
    states = _embedded(graph, held)
    for number in range(sum(name.endswith("intermediate/dense") for name in layers)):
        states = _encoded(graph, held, layers, number, states, heads)
    _answered(graph, layers, states, marks)
    outputs = [
        helper.make_tensor_value_info(one.name, TensorProto.FLOAT, [1, *_widths(one)]) for one in exported.graph.output
    ]
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])
    made = helper.make_model(
        helper.make_graph(graph.nodes, "pairs", [ids], outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", graph.opset), helper.make_opsetid(_CONTRIBUTED, 1)],
        ir_version=exported.ir_version,
    )
    onnx.checker.check_model(made)
    return made


def _widths(output: onnx.ValueInfoProto) -> list[int | str]:
    return [each.dim_value or each.dim_param for each in output.type.tensor_type.shape.dim][1:]


def _dense_layers(exported: onnx.ModelProto, held: dict[str, Array]) -> dict[str, _Dense]:
    """Every quantised layer by the path of its module."""
    found = {}
    for node in exported.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        path = node.name.removeprefix("/").removesuffix("MatMul_quant").rstrip("/_").removesuffix("/Gemm")
        stem = node.input[1].removesuffix("_quantized")
        module = path.replace("/", ".").replace(".of_", ".heads.of_")
        found[path] = _Dense(held[node.input[1]], held[f"{stem}_scale"], held[node.input[3]], held[f"{module}.bias"])
    return found


def _embedded(graph: _Graph, held: dict[str, Array]) -> str:
    """Vectors of the word pieces, whose codes are bytes with a scale a row, with those of their places."""
    at = f"{_ENCODER}.embeddings"
    codes = graph.constant(held[f"{at}.word_embeddings.codes"], "word_codes")
    scale = graph.constant(held[f"{at}.word_embeddings.scale"], "word_scale")
    places = held[f"{at}.position_embeddings.weight"] + held[f"{at}.token_type_embeddings.weight"][0]
    words = graph.add("Cast", [graph.add("Gather", [codes, "ids"])], to=TensorProto.FLOAT)
    words = graph.add("Mul", [words, graph.add("Gather", [scale, "ids"])])
    length = graph.add("Shape", ["ids"], start=1, end=2)
    own = graph.add("Slice", [graph.constant(places, "places"), graph.numbers(0), length, graph.numbers(0)])
    return _normalised(graph, held, graph.add("Add", [words, own]), f"{at}.LayerNorm")


def _encoded(
    graph: _Graph, held: dict[str, Array], layers: dict[str, _Dense], number: int, states: str, heads: int
) -> str:
    """One layer of the encoder."""
    path = f"network/encoder/encoder/layer.{number}"
    weights = f"{_ENCODER}.encoder.layer.{number}"
    three = _Dense.together([layers[f"{path}/attention/self/{name}"] for name in ("query", "key", "value")])
    width = three.codes.shape[1] // 3
    parts = [f"{name}_{number}" for name in ("query", "key", "value")]
    graph.add("Split", [graph.dense(states, three), graph.numbers(width, width, width)], parts, axis=2)
    seen = graph.add_fused("MultiHeadAttention", parts, num_heads=heads)
    looked = graph.dense(seen, layers[f"{path}/attention/output/dense"])
    states = _normalised(graph, held, graph.add("Add", [looked, states]), f"{weights}.attention.output.LayerNorm")
    inner = graph.add_fused("Gelu", [graph.dense(states, layers[f"{path}/intermediate/dense"])])
    outer = graph.dense(inner, layers[f"{path}/output/dense"])
    return _normalised(graph, held, graph.add("Add", [outer, states]), f"{weights}.output.LayerNorm")


def _normalised(graph: _Graph, held: dict[str, Array], states: str, norm: str) -> str:
    parts = [graph.constant(held[f"{norm}.{part}"]) for part in ("weight", "bias")]
    return graph.add("LayerNormalization", [states, *parts], axis=-1, epsilon=_EPSILON)


def _answered(graph: _Graph, layers: dict[str, _Dense], states: str, marks: tuple[int, int]) -> None:
    """The heads: from the states at the marks and the mean of all."""
    last = graph.numbers(2)
    places = [_state_at(graph, states, mark) for mark in marks]
    both = graph.add("Concat", [*places, graph.add("ReduceMean", [states], axes=[1], keepdims=0)], axis=-1)
    mixed = graph.add("Tanh", [graph.dense(both, layers["network/mix"])])
    feature = graph.add("Concat", [both, mixed], axis=-1)
    answers = [layers[f"network/of_{name}"] for name in _HEADS]
    sizes = graph.numbers(*(layer.codes.shape[1] for layer in answers))
    graph.add("Split", [graph.dense(feature, _Dense.together(answers)), sizes], ["relations", *_HEADS[1:]], axis=1)
    graph.add("Squeeze", ["relations", graph.numbers(1)], ["relation"])
    asked = graph.add("Unsqueeze", [graph.dense(mixed, layers["network/trigger"]), last])
    graph.add("Squeeze", [graph.add("MatMul", [states, asked]), last], ["trigger"])


def _state_at(graph: _Graph, states: str, mark: int) -> str:
    """The state at the one place where the mark stands; zeros where it was cut off."""
    one = graph.numbers(1)
    where = graph.add("Cast", [graph.add("Equal", ["ids", graph.numbers(mark)])], to=TensorProto.FLOAT)
    row = graph.add("Unsqueeze", [where, one])
    return graph.add("Squeeze", [graph.add("MatMul", [row, states]), one])
