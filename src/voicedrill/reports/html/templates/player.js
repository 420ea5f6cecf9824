"use strict";
// The player of one answer, or of several one after the other. All that can be heard carries data-s, the
// second of the sound from which.
(() => {
const $ = (query) => document.querySelector(query);
const $$ = (query) => [...document.querySelectorAll(query)];
const lanes = $("#lanes");
if (!lanes) return;
const audio = $("#sound"), track = $("#track"), view = $("#window"), head = $("#head"), wave = $("#wave") || track;
const length = Number(lanes.dataset.length);
const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;
// Where the sound lies on the track: from, length, x and width (percent), and the name of each part of it.
const pieces = JSON.parse(lanes.dataset.pieces || "null") || [[0, length, 0, 100, ""]];
const pieceAt = (value, column) => pieces.findLast((piece) => piece[column] <= value) || pieces[0];
const within = (share) => Math.min(Math.max(share, 0), 1);
const onTrack = (time) => { const [from, long, x, width] = pieceAt(time, 0); return x + width * within((time - from) / long); };
const inSound = (share) => { const [from, long, x, width] = pieceAt(share, 2); return from + long * within((share - x) / width); };
const told = (time) => { const [from, , , , name] = pieceAt(time, 0); return clock(time - from) + (name ? ` · ${name}` : ""); };
const tell = (text) => { $("#told").textContent = text; };

// Words, in order of time: a blank ends one. Marks in <b> and <sup> and what has a time already are no words.
const words = $$("[data-t]").flatMap((line) => {
  // For each word the time since the one before it, and its length, in hundredths of a second.
  const times = line.dataset.t.split(" ").map(Number), found = [];
  let spent = 100 * (line.dataset.from || 0);
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (text) =>
    text.parentNode.closest("b, sup, [data-s]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  while (texts.nextNode()) nodes.push(texts.currentNode);
  for (const text of nodes) {
    const parts = text.data.split(/([ \n]+)/).map((part, at) => {
      if (at % 2 || !part) return part;
      const node = document.createElement("span");
      node.textContent = part;
      const [gap, long] = times.slice(2 * found.length);
      const start = (spent + gap) / 100, end = (spent += gap + long) / 100;
      node.dataset.s = start;
      found.push({ node, start, end });
      return node;
    });
    text.replaceWith(...parts);
  }
  return found;
});
const lane = $("#word-lane");
if (lane && words.length < 4000) {
  const all = document.createDocumentFragment();
  for (const word of words) {
    const mark = document.createElement("i");
    mark.textContent = word.node.textContent;
    mark.dataset.s = word.start;
    mark.style.left = `${(100 * word.start) / length}%`;
    mark.style.width = `${(100 * (word.end - word.start)) / length}%`;
    word.mark = mark;
    all.append(mark);
  }
  lane.append(all);
}
for (const button of $$("button.at")) button.ariaLabel = `Hear from ${button.textContent}`;
const fillers = $$(".lane.fillers [data-s]").map((node) => Number(node.dataset.s)).sort((a, b) => a - b);
const open = $$("[data-open]");

let place = 0, on = null, zoomed = false, frame = 0;
const seconds = () => (audio ? audio.currentTime : place);

function wordAt(time) {
  let low = 0, high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].start <= time + 0.02) low = middle + 1; else high = middle;
  }
  const word = words[low - 1];
  return word && time <= word.end + 0.25 ? word : null;
}

function draw() {
  const time = seconds(), x = onTrack(time);
  head.hidden = false;
  head.style.left = `${x}%`;
  const word = wordAt(time);
  if (word !== on) {
    for (const [which, is] of [[on, false], [word, true]]) {
      if (!which) continue;
      which.node.classList.toggle("on", is);
      if (which.mark) which.mark.classList.toggle("on", is);
    }
    on = word;
  }
  if (zoomed) {
    const at = (track.clientWidth * x) / 100 - view.scrollLeft;
    if (at < 0 || at > view.clientWidth * 0.8) view.scrollLeft += at - view.clientWidth * 0.2;
  }
  if (!audio) return;
  $("#progress").style.width = `${100 * within(time / length)}%`;
  const now = told(time);
  if ($("#clock").textContent !== now) {
    $("#clock").textContent = now;
    wave.ariaValueNow = Math.round(time);
    wave.ariaValueText = `${now}${pieces[1] ? "" : ` of ${clock(length)}`}${word ? `, ${word.node.textContent}` : ""}`;
  }
}

function go(time, play = true) {
  place = Math.min(Math.max(time, 0), length);
  if (audio) {
    audio.currentTime = place;
    if (play) audio.play();
  }
  draw();
}

document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-s]");
  if (node) {
    if (getSelection().isCollapsed || node.tagName === "BUTTON") go(Number(node.dataset.s));
  } else if (track.contains(event.target)) {
    const box = track.getBoundingClientRect();
    go(inSound((100 * (event.clientX - box.left)) / box.width));
  }
});

const zoom = $("#zoom");
function closeUp() {
  zoomed = !zoomed;
  track.style.width = zoomed ? `${Math.max(lanes.dataset.wide || length * 110, view.clientWidth)}px` : "";
  lanes.classList.toggle("near", zoomed);
  zoom.ariaPressed = zoomed;
  view.scrollLeft = zoomed ? (onTrack(seconds()) / 100) * track.clientWidth - view.clientWidth * 0.2 : 0;
}
zoom.hidden = false;
zoom.addEventListener("click", closeUp);
if (!audio) return;

// Sound from a blob rather than from its address: every browser then lets it be sought in.
const [type, data] = audio.getAttribute("src").split(/^data:|;base64,/).slice(1);
const text = atob(data), bytes = new Uint8Array(text.length);
for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
audio.src = URL.createObjectURL(new Blob([bytes], { type }));
audio.preload = "auto";
audio.removeAttribute("controls");
$("#transport").hidden = false;
wave.tabIndex = 0;
wave.role = "slider";
wave.ariaLabel = "Place in the recording";
wave.ariaValueMin = wave.ariaValueNow = 0;
wave.ariaValueMax = Math.round(length);
wave.ariaValueText = `0:00 of ${clock(length)}`;

const play = $("#play");
const toggle = () => { if (audio.paused) audio.play(); else audio.pause(); };
const tick = () => { draw(); frame = requestAnimationFrame(tick); };
for (const kind of ["play", "pause", "ended"]) audio.addEventListener(kind, () => {
  cancelAnimationFrame(frame);
  play.classList.toggle("playing", !audio.paused);
  play.ariaLabel = audio.paused ? "Play" : "Pause";
  if (audio.paused) draw(); else tick();
});
audio.addEventListener("seeked", draw);

function nextFiller() {
  const next = fillers.find((start) => start > audio.currentTime + 0.05) ?? fillers[0];
  if (next === undefined) return tell("No filler was heard.");
  go(next);
  tell(`Filler at ${clock(next)}`);
}
// The next answer; backwards the start of this one, then the one before.
function another(by) {
  const time = audio.currentTime, here = pieceAt(time, 0);
  const to = by < 0 && time - here[0] > 3 ? here : pieces[pieces.indexOf(here) + by];
  if (to) { go(to[0]); tell(to[4]); }
}
let missed = -1;
function nextMissed() {
  if (!open.length) return tell("No point was missed.");
  missed = (missed + 1) % open.length;
  open[missed].focus({ preventScroll: true });
  open[missed].scrollIntoView({ block: "center" });
}
const speeds = [1, 1.25, 1.5, 0.75], speed = $("#speed");
function faster() {
  audio.playbackRate = speeds[(speeds.indexOf(audio.playbackRate) + 1) % speeds.length];
  speed.textContent = `${audio.playbackRate}×`;
  speed.ariaLabel = `Speed ${audio.playbackRate}`;
}
const keys = $("#keys"), help = () => keys.showModal();
const step = (by) => go(audio.currentTime + by, false);
for (const [id, does] of [["play", toggle], ["back", () => step(-5)], ["next-filler", nextFiller],
  ["next-question", () => another(1)], ["next-missed", nextMissed], ["speed", faster], ["help", help]])
  $(`#${id}`)?.addEventListener("click", does);

const byKey = { " ": toggle, ArrowLeft: () => step(-5), ArrowRight: () => step(5), f: nextFiller, m: nextMissed, z: closeUp, "?": help };
if (pieces[1]) Object.assign(byKey, { n: () => another(1), p: () => another(-1) });
document.addEventListener("keydown", (event) => {
  const does = byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!does || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || keys.open) return;
  const target = event.target;
  if (target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === " " && target.closest("button, a, summary")) return;
  if (!$("#single").checked && target !== wave && event.key !== "?") return;
  event.preventDefault();
  does();
});
})();
