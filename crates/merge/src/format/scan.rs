//! Brackets of a text, as far as comments and literals do not hide them.

/// How a language writes what hides brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// `//` and `/* */`, strings, raw strings, characters beside lifetimes.
    Rust,
    /// `//` and `/* */`, strings in three kinds of quotes.
    Script,
    /// `#`, strings in two kinds of quotes.
    Toml,
}

/// The brackets that are open before each line, and behind the last.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    /// For each line the stack before it: the bracket and the line that opened it.
    open: Vec<Vec<(char, usize)>>,
    /// Whether a closing bracket had no opening one, or a literal was not closed.
    pub broken: bool,
    /// For each line whether it begins inside a literal or a comment.
    pub hidden: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Code,
    Block(usize),
    Text(char),
    Raw(usize),
}

impl Scan {
    pub fn new(syntax: Syntax, lines: &[&str]) -> Self {
        let mut scanner = Scanner {
            syntax,
            stack: Vec::new(),
            inside: Inside::Code,
            broken: false,
        };
        let mut scan = Self {
            open: Vec::with_capacity(lines.len() + 1),
            broken: false,
            hidden: Vec::with_capacity(lines.len()),
        };
        for (index, line) in lines.iter().enumerate() {
            scan.open.push(scanner.stack.clone());
            scan.hidden.push(scanner.inside != Inside::Code);
            scanner.line(index, line);
        }
        scan.open.push(scanner.stack);
        scan.broken = scanner.broken || scanner.inside != Inside::Code;
        scan
    }

    /// How many brackets are open before a line.
    pub fn depth(&self, line: usize) -> usize {
        self.open.get(line).map_or(0, Vec::len)
    }

    /// The innermost bracket that is open before a line, and the line that opened it.
    pub fn enclosing(&self, line: usize) -> Option<(char, usize)> {
        self.open.get(line)?.last().copied()
    }
}

struct Scanner {
    syntax: Syntax,
    stack: Vec<(char, usize)>,
    inside: Inside,
    broken: bool,
}

impl Scanner {
    fn line(&mut self, index: usize, line: &str) {
        let chars: Vec<char> = line.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            at = match self.inside {
                Inside::Code => self.code(index, &chars, at),
                Inside::Block(depth) => self.block(&chars, at, depth),
                Inside::Text(quote) => self.text(&chars, at, quote),
                Inside::Raw(hashes) => self.raw(&chars, at, hashes),
            };
        }
        // Only a few kinds of literals go on behind the end of a line.
        if let Inside::Text(quote) = self.inside
            && (self.syntax == Syntax::Toml || (self.syntax == Syntax::Script && quote != '`'))
        {
            self.inside = Inside::Code;
        }
    }

    fn code(&mut self, index: usize, chars: &[char], at: usize) -> usize {
        let next = chars.get(at + 1).copied();
        match (self.syntax, chars[at]) {
            (Syntax::Toml, '#') => return chars.len(),
            (Syntax::Rust | Syntax::Script, '/') if next == Some('/') => return chars.len(),
            (Syntax::Rust | Syntax::Script, '/') if next == Some('*') => {
                self.inside = Inside::Block(1);
                return at + 2;
            }
            (Syntax::Rust, 'r') if !word_before(chars, at) => {
                let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
                if chars.get(at + 1 + hashes) == Some(&'"') {
                    self.inside = Inside::Raw(hashes);
                    return at + 2 + hashes;
                }
            }
            (Syntax::Rust, '\'') => return after_character(chars, at),
            (_, '"') | (Syntax::Script, '\'' | '`') | (Syntax::Toml, '\'') => {
                self.inside = Inside::Text(chars[at]);
            }
            (_, open @ ('(' | '[' | '{')) => self.stack.push((open, index)),
            (_, close @ (')' | ']' | '}')) => {
                let fits = self.stack.pop().is_some_and(|(open, _)| {
                    matches!((open, close), ('(', ')') | ('[', ']') | ('{', '}'))
                });
                self.broken |= !fits;
            }
            _ => {}
        }
        at + 1
    }

    fn block(&mut self, chars: &[char], at: usize, depth: usize) -> usize {
        let pair = (chars[at], chars.get(at + 1).copied());
        match pair {
            ('*', Some('/')) => {
                self.inside = if depth == 1 {
                    Inside::Code
                } else {
                    Inside::Block(depth - 1)
                };
                at + 2
            }
            ('/', Some('*')) if self.syntax == Syntax::Rust => {
                self.inside = Inside::Block(depth + 1);
                at + 2
            }
            _ => at + 1,
        }
    }

    fn text(&mut self, chars: &[char], at: usize, quote: char) -> usize {
        let literal = self.syntax == Syntax::Toml && quote == '\'';
        if chars[at] == '\\' && !literal {
            return at + 2;
        }
        if chars[at] == quote {
            self.inside = Inside::Code;
        }
        at + 1
    }

    fn raw(&mut self, chars: &[char], at: usize, hashes: usize) -> usize {
        let closes =
            chars[at] == '"' && chars[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
        if closes {
            self.inside = Inside::Code;
            return at + 1 + hashes;
        }
        at + 1
    }
}

fn word_before(chars: &[char], at: usize) -> bool {
    at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_')
}

/// Behind a character literal, or behind the quote of a lifetime.
fn after_character(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        let close = chars.iter().skip(at + 3).position(|c| *c == '\'');
        return close.map_or(chars.len(), |more| at + 4 + more);
    }
    if chars.get(at + 2) == Some(&'\'') {
        return at + 3;
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::{Scan, Syntax};

    fn depths(syntax: Syntax, text: &str) -> (Vec<usize>, bool) {
        let lines: Vec<&str> = text.lines().collect();
        let scan = Scan::new(syntax, &lines);
        let depths = (0..=lines.len()).map(|line| scan.depth(line)).collect();
        (depths, scan.broken)
    }

    #[test]
    fn counts_brackets_of_code_only() {
        let rust = "fn f<'a>(x: &'a str) { // {\n    let c = '{';\n    let s = \"{\\\"{\";\n    /* { /* { */ */\n    r#\"\"{\"#;\n    '\\'';\n}\n";
        assert_eq!(
            depths(Syntax::Rust, rust),
            (vec![0, 1, 1, 1, 1, 1, 1, 0], false)
        );
        let toml = "a = [ # [\n  \"[\", '\\',\n]\n";
        assert_eq!(depths(Syntax::Toml, toml), (vec![0, 1, 1, 0], false));
        let script = "f(`{\n${x}`, '}', {\n});\n";
        assert_eq!(depths(Syntax::Script, script), (vec![0, 1, 2, 0], false));
    }

    #[test]
    fn says_what_does_not_close() {
        assert!(depths(Syntax::Rust, "}\n").1);
        assert!(depths(Syntax::Rust, "(]\n").1);
        assert!(depths(Syntax::Rust, "\"a\n").1);
        assert!(!depths(Syntax::Rust, "{\n").1, "open is not broken");
    }

    #[test]
    fn knows_what_encloses_a_line() {
        let lines = ["enum A {", "    B(", "        u8,", "    ),", "}"];
        let scan = Scan::new(Syntax::Rust, &lines);
        assert_eq!(scan.enclosing(2), Some(('(', 1)));
        assert_eq!(scan.enclosing(4), Some(('{', 0)));
        assert_eq!(scan.enclosing(0), None);
    }
}
