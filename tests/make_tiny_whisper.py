"""Builds a Whisper small enough for tests: CTranslate2's own layout, random weights, a chosen sentence.

Real weights are not at hand where the tests run. This model goes through the same code as a real one
(features, encoder, beam search, alignment of words by cross-attention) and always says `SENTENCE`: the output
projection maps each token's embedding to the token that follows it in the sentence, whatever the sound is.
Word times therefore come from random attention; they are real spans within the sound, and mean nothing.

    python tests/make_tiny_whisper.py FOLDER      write the model there
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

#: Every piece stands once: a token can have one successor only.
SENTENCE = " We keep um events in cough car, and writes are item potent."
LAYERS, HEADS, WIDTH, MELS = 1, 2, 64, 80
SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)


def make_tiny_whisper(folder: Path, sentence: str = SENTENCE, *, loops: bool = False, seed: int = 7) -> Path:
    """Write an English-only model to ``folder`` and return it. The same seed gives the same files.

    ``loops``: it says the sentence without end, as a real one does when it gets stuck.
    """
    import ctranslate2

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(sentence)
    tokens = [tokenizer.id_to_token(index) for index in range(tokenizer.get_vocab_size())]
    spec = ctranslate2.specs.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    _fill(spec, len(tokens), np.random.default_rng(seed))
    _say(spec, tokenizer, sentence, loops)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokenizer.token_to_id("Ġ"), tokenizer.token_to_id("<|endoftext|>")]
    spec.config.lang_ids = []
    spec.config.alignment_heads = [[0, 0], [0, 1]]
    spec.register_vocabulary(tokens)
    spec.validate()
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": MELS}), encoding="utf-8")
    return folder


def _tokenizer(sentence: str) -> Any:
    """Byte-level BPE like Whisper's, whose merges know the words of ``sentence`` and nothing else."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges: list[tuple[str, str]] = []
    for word, _ in byte_level.pre_tokenize_str(sentence):
        for length in range(2, len(word) + 1):
            if word[:length] not in pieces:
                pieces.append(word[:length])
                merges.append((word[: length - 1], word[length - 1]))
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = byte_level
    tokenizer.decoder = decoders.ByteLevel()
    timestamps = [f"<|{0.02 * step:.2f}|>" for step in range(1501)]
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in (*SPECIAL, *timestamps)])
    return tokenizer


def _fill(spec: Any, vocabulary: int, random: np.random.Generator) -> None:
    """Give every weight that the specification asks for a small random value; norms are the identity."""
    from ctranslate2.specs import model_spec

    wide = 4 * WIDTH
    shapes = {
        "conv1/weight": (WIDTH, MELS, 3),
        "conv2/weight": (WIDTH, WIDTH, 3),
        "embeddings/weight": (vocabulary, WIDTH),
        "projection/weight": (vocabulary, WIDTH),
        "self_attention/linear_0/weight": (3 * WIDTH, WIDTH),
        "self_attention/linear_1/weight": (WIDTH, WIDTH),
        "/attention/linear_0/weight": (WIDTH, WIDTH),
        "/attention/linear_1/weight": (2 * WIDTH, WIDTH),
        "/attention/linear_2/weight": (WIDTH, WIDTH),
        "ffn/linear_0/weight": (wide, WIDTH),
        "ffn/linear_1/weight": (WIDTH, wide),
    }

    def fill(layer: Any, name: str, value: Any) -> None:
        if value is not None:
            return
        attribute = name.rsplit("/", 1)[-1]
        if attribute == "gamma":
            weight = np.ones(WIDTH)
        elif attribute == "beta":
            weight = np.zeros(WIDTH)
        else:
            shape = next(shape for ending, shape in shapes.items() if name.endswith(ending))
            weight = random.normal(scale=0.02, size=shape)
        setattr(layer, attribute, weight.astype(np.float32))

    model_spec.visit_spec(spec, fill)
    for part, positions in ((spec.encoder, 1500), (spec.decoder, 448)):  # optional to the specification alone
        part.position_encodings.encodings = random.normal(scale=0.02, size=(positions, WIDTH)).astype(
            np.float32
        )


def _say(spec: Any, tokenizer: Any, sentence: str, loops: bool) -> None:
    """Make ``sentence`` the most likely text: each token's embedding calls for the next one."""
    decoder = spec.decoder
    decoder.embeddings.weight = decoder.embeddings.weight / 0.02  # loud beside what the layers add
    chain = [
        tokenizer.token_to_id("<|notimestamps|>"),
        *tokenizer.encode(sentence, add_special_tokens=False).ids,
        tokenizer.token_to_id("<|endoftext|>"),
    ]
    if len(set(chain)) != len(chain):
        raise ValueError("a word or sign stands twice in the sentence")
    steps = list(pairwise(chain))
    if loops:
        steps[-1] = (chain[-2], chain[1])
    for token, following in steps:
        decoder.projection.weight[following] = decoder.embeddings.weight[token]
    # Out of turn these tokens are dear: else rivals in the beam leap to the end, and the search stops there.
    decoder.projection.bias = np.zeros(tokenizer.get_vocab_size(), dtype=np.float32)
    decoder.projection.bias[chain[1:]] = -40.0


if __name__ == "__main__":
    print(make_tiny_whisper(Path(sys.argv[1])))
