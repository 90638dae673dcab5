#!/bin/sh
# A model as one executable, with nothing but a POSIX shell and awk: counts the words of each label.
#
#     ./model.sh train --data train.manifest --validation validation.manifest --model DIR
#     ./model.sh predict --model DIR < requests > answers
#
# It shows that any program will do; naive-bayes/model.py says the same with fewer tricks.
set -eu
# Bytes, not characters: awk must not stumble over text of another encoding.
LC_ALL=C
export LC_ALL

command=${1:-}
[ $# -gt 0 ] && shift
data='' model=''
while [ $# -gt 1 ]; do
  case $1 in
    --data) data=$2 ;;
    --model) model=$2 ;;
    *) ;; # --validation, and what a later version adds
  esac
  shift 2
done
[ -n "$model" ] || { echo "model.sh train|predict --model DIR" >&2; exit 64; }

# Read a line of JSON: fills value[key] with the strings and numbers of the outer object.
json='
function spaces() { sub(/^[ \t\r\n]+/, "", rest) }
function string(   text) {
  if (!match(rest, /^"([^"\\]|\\.)*"/)) return fault()
  text = substr(rest, 2, RLENGTH - 2)
  rest = substr(rest, RLENGTH + 1)
  return text
}
function fault() { bad = 1; rest = ""; return "" }
function inner(   depth) {
  do {
    if (rest ~ /^"/) string()
    else if (match(rest, /^[^]["{}]+/)) rest = substr(rest, RLENGTH + 1)
    else { depth += (rest ~ /^[{[]/) ? 1 : -1; rest = substr(rest, 2) }
  } while (depth > 0 && rest != "")
  if (depth > 0) fault()
}
function object(line,   key) {
  split("", value); split("", quoted); bad = 0; rest = line
  spaces()
  if (sub(/^[{]/, "", rest) == 0) { fault(); return }
  spaces()
  while (rest !~ /^[}]/) {
    key = string(); spaces()
    if (sub(/^:/, "", rest) == 0) { fault(); return }
    spaces()
    if (rest ~ /^"/) { value[key] = string(); quoted[key] = 1 }
    else if (rest ~ /^[{[]/) inner()
    else if (match(rest, /^[-+.0-9a-zA-Z]+/)) {
      value[key] = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1)
    } else fault()
    spaces()
    if (sub(/^,/, "", rest)) { spaces(); if (rest !~ /^"/) fault() }
    else if (rest !~ /^[}]/) fault()
    if (bad) return
  }
  rest = substr(rest, 2); spaces()
  if (rest != "") fault()
}
function hex(digits,   i, n) {
  for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
  return n
}
function utf8(code) {
  if (code < 128) return sprintf("%c", code)
  if (code < 2048) return byte(192 + int(code / 64)) byte(128 + code % 64)
  if (code < 65536)
    return byte(224 + int(code / 4096)) byte(128 + int(code / 64) % 64) byte(128 + code % 64)
  return byte(240 + int(code / 262144)) byte(128 + int(code / 4096) % 64) \
    byte(128 + int(code / 64) % 64) byte(128 + code % 64)
}
function byte(code) { return sprintf("%c", code) }
function plain(text,   out, at, mark, code, low) {
  while (at = index(text, "\\")) {
    mark = substr(text, at + 1, 1)
    out = out substr(text, 1, at - 1)
    text = substr(text, at + 2)
    if (mark != "u") { out = out (mark ~ /[bfnrt]/ ? " " : mark); continue }
    code = hex(text); text = substr(text, 5)
    if (code >= 55296 && code < 56320 && text ~ /^\\u[dD][c-fC-F]/) {
      low = hex(substr(text, 3)); text = substr(text, 7)
      code = 65536 + (code - 55296) * 1024 + low - 56320
    }
    out = out (code ? utf8(code) : " ")
  }
  return out text
}
function words(text, into,   parts, count, i, n, seen) {
  text = tolower(plain(text))
  # Everything of ASCII that is no letter and no digit stands between words.
  gsub(/[\001-\057\072-\140\173-\177]+/, " ", text)
  count = split(text, parts, " ")
  split("", seen)
  for (i = 1; i <= count; i++) if (!(parts[i] in seen)) { seen[parts[i]] = 1; into[++n] = parts[i] }
  return n + 0
}
'

train() {
  [ -r "$data" ] || { echo "model.sh: cannot read the training lines “$data”" >&2; exit 1; }
  mkdir -p "$model"
  # Lines of the model: a label and how many lines it has; a label, a word and how many have it.
  awk "$json"'
  { object($0) }
  bad || !("source" in value) || value["category"] !~ /^[0-9]+$/ {
    print "model.sh: line " NR " is no labeled line" > "/dev/stderr"; failed = 1; exit 1
  }
  {
    label = value["category"] + 0
    lines[label]++
    n = words(value["source"], found)
    for (i = 1; i <= n; i++) counts[label "\t" found[i]]++
  }
  END {
    if (failed) exit 1
    for (label in lines) print label "\t" lines[label]
    for (pair in counts) print pair "\t" counts[pair]
  }' "$data" | sort > "$model/counts.tsv.new"
  [ -s "$model/counts.tsv.new" ] || exit 1
  mv "$model/counts.tsv.new" "$model/counts.tsv"
}

predict() {
  [ -r "$model/counts.tsv" ] || { echo "model.sh: no model in $model" >&2; exit 1; }
  MODEL=$model/counts.tsv awk "$json"'
  BEGIN {
    FS = "\t"
    while ((getline line < ENVIRON["MODEL"]) > 0) {
      if (split(line, part, "\t") == 2) {
        label[++labels] = part[1]; lines[part[1]] = part[2]; all += part[2]
      } else {
        count[part[1], part[2]] = part[3]; known[part[2]] = 1; sum[part[1]] += part[3]
      }
    }
    for (word in known) vocabulary++
  }
  { object($0) }
  bad || !("source" in quoted) {
    print "{\"error\": \"line " NR " is no request\"}"
    next
  }
  {
    n = words(value["source"], found)
    for (l = 1; l <= labels; l++) {
      name = label[l]
      score[l] = log(lines[name] / all)
      for (i = 1; i <= n; i++)
        if (found[i] in known)
          score[l] += log((seen(name, found[i]) + 0.5) / (sum[name] + 0.5 * vocabulary))
    }
    answer()
  }
  # Asking for an element makes it: look first.
  function seen(name, word) { return (name, word) in count ? count[name, word] : 0 }
  function answer(   l, m, high, whole, probs, names, top, best, k) {
    high = score[1]
    for (l = 2; l <= labels; l++) if (score[l] > high) high = score[l]
    whole = 0
    for (l = 1; l <= labels; l++) { weight[l] = exp(score[l] - high); whole += weight[l] }
    top = "k" in value && value["k"] + 0 < labels ? value["k"] + 0 : labels
    for (k = 1; k <= top; k++) {
      best = 0
      for (m = 1; m <= labels; m++)
        if (weight[m] >= 0 && (!best || weight[m] > weight[best])) best = m
      probs = probs (k > 1 ? ", " : "") sprintf("%.6f", weight[best] / whole)
      names = names (k > 1 ? ", " : "") "\"__label__" label[best] "\""
      weight[best] = -1
    }
    print "{\"prob\": [" probs "], \"label\": [" names "]}"
  }'
}

case $command in
  train) train ;;
  predict) predict ;;
  *) echo "model.sh train|predict --model DIR" >&2; exit 64 ;;
esac
