//! Who belongs to whom: an optimal assignment, not the first match.

use std::collections::BTreeMap;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// The assignment with the greatest sum of scores among those of at least `least`, as (row, column, score), by group.
///
/// Solved apart for each group of rows and columns that can be assigned to each other at all, since the cost grows
/// with the cube of the group.
pub fn assign(
    rows: usize,
    columns: usize,
    least: f32,
    score: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, usize, f32)> {
    let mut groups = Groups::new(rows + columns);
    let mut edges = Vec::new();
    for i in 0..rows {
        for j in 0..columns {
            let score = score(i, j);
            if score >= least {
                edges.push((i, j, score));
                groups.join(i, rows + j);
            }
        }
    }
    let mut by_group: BTreeMap<usize, Vec<(usize, usize, f32)>> = BTreeMap::new();
    for edge in edges {
        by_group.entry(groups.of(edge.0)).or_default().push(edge);
    }
    by_group.into_values().flat_map(|edges| assign_group(&edges)).collect()
}

fn assign_group(edges: &[(usize, usize, f32)]) -> Vec<(usize, usize, f32)> {
    let distinct = |of: fn(&(usize, usize, f32)) -> usize| {
        let mut list: Vec<usize> = edges.iter().map(of).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let (rows, columns) = (distinct(|edge| edge.0), distinct(|edge| edge.1));
    // The algorithm assigns every row, so there must be at least as many columns; the rest stay at weight 0.
    let mut weights = Matrix::new(rows.len(), columns.len().max(rows.len()), 0_i64);
    for (i, j, score) in edges {
        if let (Ok(row), Ok(column)) = (rows.binary_search(i), columns.binary_search(j)) {
            weights[(row, column)] = (score * 1e6) as i64;
        }
    }
    let (_, chosen) = kuhn_munkres(&weights);
    let pairs = chosen.into_iter().enumerate().filter(|(row, column)| weights[(*row, *column)] > 0);
    pairs.map(|(row, column)| (rows[row], columns[column], weights[(row, column)] as f32 / 1e6)).collect()
}

/// Disjoint sets.
struct Groups(Vec<usize>);

impl Groups {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn of(&mut self, mut item: usize) -> usize {
        while self.0[item] != item {
            self.0[item] = self.0[self.0[item]];
            item = self.0[item];
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a] = b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_likeness_decides_not_the_first_match() {
        // The first row likes both columns; the second only the first column.
        let scores = [[0.9, 0.8], [0.85, 0.0]];
        assert_eq!(
            assign(2, 2, 0.6, |i, j| scores[i][j]).iter().map(|(i, j, _)| (*i, *j)).collect::<Vec<_>>(),
            [(0, 1), (1, 0)]
        );
        assert!(assign(2, 2, 0.95, |i, j| scores[i][j]).is_empty());
        assert!(assign(0, 3, 0.6, |_, _| 1.0).is_empty());
    }
}
