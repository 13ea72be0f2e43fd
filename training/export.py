"""Write the trained network as the files that ship: ONNX, fused and with eight-bit weights, and the tokenizer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.fused import fused
from training.network import OUTPUTS, PairNetwork

OPSET = 17


class _ByteEmbedding(nn.Module):
    """An embedding kept in bytes with one scale a row: a quarter of the size, and nearly exact."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("codes", (table / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors of the ids."""
        codes: Any = self.codes
        scale: Any = self.scale
        return codes[ids].to(torch.float32) * scale[ids]


class _Shipped(nn.Module):
    """The network with its outputs in a row, for export."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        out = self.network(ids, mask)
        return tuple(out[name] for name in OUTPUTS)


def export(network: PairNetwork, words: Tokenizer, folder: Path) -> Path:
    """Write `pairs.onnx` and `tokenizer.json` into the folder; the path of the model."""
    network = network.float().cpu().eval()
    embeddings = network.encoder.embeddings
    embeddings.word_embeddings = _ByteEmbedding(embeddings.word_embeddings.weight.detach())
    ids = torch.tensor([[101, network.source_mark, 2000, network.target_mark, 2001, 102]])
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        length = {0: "batch", 1: "length"}
        torch.onnx.export(
            _Shipped(network),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=list(OUTPUTS),
            dynamic_axes={"ids": length, "mask": length, "trigger": length} | {n: {0: "batch"} for n in OUTPUTS[:-1]},
            opset_version=OPSET,
            dynamo=False,
        )
        bytewise = Path(temporary) / "bytewise.onnx"
        quantize_dynamic(
            whole,
            bytewise,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        marks = (network.source_mark, network.target_mark)
        path = folder / "pairs.onnx"
        onnx.save(fused(onnx.load(bytewise), marks, network.encoder.config.num_attention_heads), path)
    words.no_truncation()
    words.no_padding()
    words.save(str(folder / "tokenizer.json"), pretty=False)
    return path
