"""A cross-encoder for entailment without training: a real ONNX graph that counts shared words.

Its logit of entailment grows with the share of the hypothesis's known words that stand in the premise, so a
test knows what it must say. The file is written by hand in protobuf's wire format (field numbers from
onnx.proto), which spares the tests the onnx package; onnxruntime checks every part of it when it loads.
"""

import json
import struct
from collections.abc import Sequence
from pathlib import Path

SPECIALS = ("[PAD]", "[CLS]", "[SEP]", "[UNK]")
LABELS = ("contradiction", "entailment", "neutral")
#: The logit of entailment is STEEP * (share - HALF); those of the others are 0.
STEEP, HALF = 12.0, 0.7
_FLOAT, _INT64 = 1, 7


def make_tiny_entailment(folder: Path, vocabulary: Sequence[str], labels: Sequence[str] = LABELS) -> Path:
    """``folder`` with model.onnx, tokenizer.json and config.json; words not in ``vocabulary`` say nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    at = next((i for i, label in enumerate(labels) if label == "entailment"), 0)
    (folder / "model.onnx").write_bytes(_model(at, len(labels)))
    (folder / "tokenizer.json").write_text(_tokenizer(vocabulary))
    config = {"id2label": {str(i): label for i, label in enumerate(labels)}, "pad_token_id": 0}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def _tokenizer(vocabulary: Sequence[str]) -> str:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    ids = {word: i for i, word in enumerate((*SPECIALS, *dict.fromkeys(vocabulary)))}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])],
    )
    return str(tokenizer.to_str())


def _model(at: int, labels: int) -> bytes:
    before, after = at, labels - at - 1
    weights = {
        "specials": _tensor(_INT64, [], struct.pack("<q", len(SPECIALS) - 1)),
        "axis1": _tensor(_INT64, [1], struct.pack("<q", 1)),
        "axis2": _tensor(_INT64, [1], struct.pack("<q", 2)),
        "one": _tensor(_FLOAT, [], struct.pack("<f", 1.0)),
        "half": _tensor(_FLOAT, [], struct.pack("<f", HALF)),
        "steep": _tensor(_FLOAT, [], struct.pack("<f", STEEP)),
        "spread": _tensor(
            _FLOAT, [1, labels], struct.pack(f"<{labels}f", *[0.0] * before, 1.0, *[0.0] * after)
        ),
    }
    nodes = [
        _node("Greater", ["input_ids", "specials"], "known_b"),
        _node("Cast", ["known_b"], "known", to=_FLOAT),
        _node("Cast", ["token_type_ids"], "second", to=_FLOAT),
        _node("Cast", ["attention_mask"], "there", to=_FLOAT),
        _node("Mul", ["known", "there"], "word"),
        _node("Mul", ["word", "second"], "hypothesis"),
        _node("Sub", ["word", "hypothesis"], "premise"),
        _node("Unsqueeze", ["input_ids", "axis2"], "down"),
        _node("Unsqueeze", ["input_ids", "axis1"], "across"),
        _node("Equal", ["down", "across"], "same_b"),
        _node("Cast", ["same_b"], "same", to=_FLOAT),
        _node("Unsqueeze", ["premise", "axis2"], "premise_down"),
        _node("Mul", ["same", "premise_down"], "matches"),
        _node("ReduceMax", ["matches", "axis1"], "found", keepdims=0),
        _node("Mul", ["found", "hypothesis"], "shared"),
        _node("ReduceSum", ["shared", "axis1"], "hits", keepdims=1),
        _node("ReduceSum", ["hypothesis", "axis1"], "asked", keepdims=1),
        _node("Max", ["asked", "one"], "some"),
        _node("Div", ["hits", "some"], "share"),
        _node("Sub", ["share", "half"], "above"),
        _node("Mul", ["above", "steep"], "logit"),
        _node("Mul", ["logit", "spread"], "logits"),
    ]
    graph = b"".join(_bytes(1, node) for node in nodes) + _text(2, "overlap")
    graph += b"".join(_bytes(5, tensor + _text(8, name)) for name, tensor in weights.items())
    for name in ("input_ids", "attention_mask", "token_type_ids"):
        graph += _bytes(11, _value(name, _INT64, ["batch", "tokens"]))
    graph += _bytes(12, _value("logits", _FLOAT, ["batch", "labels"]))
    return (
        _int(1, 8) + _text(2, "voicedrill tests") + _bytes(7, graph) + _bytes(8, _text(1, "") + _int(2, 18))
    )


def _node(kind: str, inputs: Sequence[str], output: str, **attributes: int) -> bytes:
    node = b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(4, kind)
    for name, value in attributes.items():
        node += _bytes(5, _text(1, name) + _int(3, value) + _int(20, 2))
    return node


def _tensor(kind: int, shape: Sequence[int], raw: bytes) -> bytes:
    return b"".join(_int(1, size) for size in shape) + _int(2, kind) + _bytes(9, raw)


def _value(name: str, kind: int, shape: Sequence[str]) -> bytes:
    dimensions = b"".join(_bytes(1, _text(2, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _int(1, kind) + _bytes(2, dimensions)))


def _int(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))
