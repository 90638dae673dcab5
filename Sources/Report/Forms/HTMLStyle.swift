/// The style sheet of the HTML form.
enum HTMLStyle {
  static let sheet = """
    :root { --paper: #fff; --ink: #1b1f24; --faint: #5b6470; --rule: #d5dae0; --people: #1f6fb2;
      --model: #d97a00; --left: #c9d0d8; --band: #1f6fb233; --target: #b3261e; --box: #f5f7f9; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #14171b; --ink: #e6e9ed; --faint: #9aa4b0; --rule: #363d46; --people: #62a8e5;
        --model: #f0a040; --left: #4a535e; --band: #62a8e544; --target: #ff8a80; --box: #1d2228; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--paper);
      color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
    h1 { margin: 0; font-size: 1.7rem; overflow-wrap: anywhere; }
    h2 { margin: 2.2rem 0 .6rem; font-size: 1.25rem; border-bottom: 1px solid var(--rule); }
    h3 { margin: 1.4rem 0 .3rem; font-size: 1rem; overflow-wrap: anywhere; }
    p, li { max-width: 46rem; overflow-wrap: anywhere; unicode-bidi: isolate; }
    header p, figcaption, dd + dd, .legend { color: var(--faint); }
    ul { margin: .3rem 0; padding-left: 1.2rem; }
    dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .7rem; }
    dl div { padding: .6rem .8rem; background: var(--box); border-radius: .4rem; }
    dt { color: var(--faint); font-size: .9rem; }
    dd { margin: 0; font-size: 1.4rem; }
    dd + dd { font-size: .9rem; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; margin: .5rem 0; font-size: .92rem; }
    th, td { padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--rule); text-align: left;
      vertical-align: top; unicode-bidi: isolate; overflow-wrap: break-word; max-width: 22rem; }
    th { color: var(--faint); font-weight: 600; }
    .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    figure { margin: 1rem 0; }
    svg { display: block; width: 100%; max-width: 46rem; height: auto; }
    svg text { fill: var(--faint); font: 12px system-ui, sans-serif; }
    .legend { margin: .2rem 0; font-size: .9rem; }
    .legend span { margin-right: 1rem; white-space: nowrap; }
    .legend i { display: inline-block; width: .8rem; height: .8rem; margin-right: .35rem;
      vertical-align: -.1rem; }
    .legend .target, .legend .estimate { width: 1.7rem; }
    .legend .target { height: 0; border-top: 2px dashed var(--target); vertical-align: .25rem; }
    .legend .estimate { height: 0; border-top: 2px solid var(--people); vertical-align: .25rem; }
    .people { fill: var(--people); background: var(--people); }
    .model { fill: var(--model); background: var(--model); }
    .left { fill: var(--left); background: var(--left); }
    .band { fill: var(--band); background: var(--band); }
    svg .grid { stroke: var(--rule); }
    svg .range { stroke: var(--people); opacity: .6; }
    svg .estimate { fill: none; stroke: var(--people); stroke-width: 2; }
    svg .dot { fill: var(--people); }
    svg .target { stroke: var(--target); stroke-width: 1.5; stroke-dasharray: 6 4; }
    @media (max-width: 36rem) { body { padding: .9rem; font-size: 15px; }
      svg text { font-size: 17px; } }
    @media print {
      :root { --paper: #fff; --ink: #000; --faint: #444; --rule: #bbb; --people: #1f6fb2;
        --model: #d97a00; --left: #d5dae0; --band: #1f6fb233; --target: #b3261e; --box: #fff; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { max-width: none; padding: 0; font-size: 10.5pt; }
      dl div { border: 1px solid var(--rule); }
      .wide { overflow: visible; }
      table { font-size: 8.5pt; }
      th, td { padding-right: .6rem; }
      tr, figure, dl div, li { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      thead { display: table-header-group; }
    }
    @page { margin: 16mm; }
    """
}
